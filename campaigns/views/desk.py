"""The review desk: what waits for a person, the oldest first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.disclosure import review, writing
from campaigns.forms import DecisionForm
from campaigns.models import Campaign, HeldClick, Post
from campaigns.refusals import what_to_prove
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.social.proving import waiting_accounts
from marketplace.states import IllegalTransition, StateChanged

Role = User.Role


@require_safe
@roles(Role.REVIEWER)
def desk(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render the desk, with what was wrong about a decision beside it."""
    accounts = list(waiting_accounts())
    context = {"campaigns": campaigns(), "posts": posts(), "accounts": accounts, "refused": wrong}
    return render(request, "campaigns/desk.html", context, status=status)


def campaigns() -> list[Campaign]:
    """Campaigns in review, the one that waits longest first (`waiting_since`, UTC).

    `unproved` says what the sponsor must prove before the launch.
    """
    submitted = Q(transitions__to_status=Campaign.Status.IN_REVIEW)
    waiting = Campaign.objects.filter(status=Campaign.Status.IN_REVIEW)
    found = list(
        waiting.select_related("sponsor", "buyer")
        .prefetch_related("sponsor__proofs")
        .annotate(waiting_since=Max("transitions__at", filter=submitted))
        .order_by("waiting_since")
    )
    for campaign in found:
        campaign.unproved = what_to_prove(campaign)  # type: ignore[attr-defined]
    return found


def posts() -> list[dict[str, Any]]:
    """Posts in review with the message that must stand in them, the oldest first."""
    waiting = (
        Post.objects.filter(status=Post.Status.IN_REVIEW)
        .select_related(
            "link__claim__campaign__sponsor",
            "link__claim__campaign__buyer",
            "link__claim__influencer",
        )
        .prefetch_related("link__claim__messages", "link__claim__influencer__accounts")
        .order_by("created_at")
    )
    found = list(waiting)
    held = dict(
        HeldClick.objects.filter(link_id__in=[post.link_id for post in found])
        .order_by()
        .values_list("link_id")
        .annotate(clicks=Count("pk"))
    )
    return [_row(post, held.get(post.link_id, 0)) for post in found]


def _row(post: Post, held_clicks: int) -> dict[str, Any]:
    claim = post.link.claim
    message = writing.current_of(claim.messages.all())
    return {
        "post": post,
        "claim": claim,
        "message": message,
        "held_clicks": held_clicks,
        "warnings": [],
    }


@require_POST
@roles(Role.REVIEWER)
def review_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse; a refusal says why."""
    post = get_object_or_404(Post, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return show(request, refused("post", pk, form), status=422)
    try:
        if form.approved:
            review.approve(post, person(request))
        else:
            review.refuse(post, person(request), form.cleaned_data["reason"])
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    return redirect("campaigns:desk")


def refused(kind: str, pk: int, form: DecisionForm) -> dict[str, Any]:
    """Return what the desk shows beside a decision that it cannot take."""
    return {"kind": kind, "pk": pk, "error": form.what_is_wrong}
