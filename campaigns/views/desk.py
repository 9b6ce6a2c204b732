"""The review desk: what waits for a person, the oldest and riskiest first, and their decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.disclosure import decide_post
from campaigns.forms import AnswerForm, DecisionForm
from campaigns.models import Amendment, Dispute, Post
from campaigns.reviewing.desk_cards import cards
from campaigns.reviewing.gather_desk import KINDS, Waiting, everything
from campaigns.running import amend_campaign, dispute_clicks, explain_refusal
from campaigns.running.booking_conditions import Unproven, UnsafeLanding
from campaigns.running.lifecycle import Suspended
from marketplace.accounts.decision_form import back_to_desk
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.states import IllegalTransition, StateChanged

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.REVIEWER)
def desk(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render the desk, with what was wrong about a decision beside it, which then comes first."""
    waiting = everything(timezone.now())
    counts = Counter(one.kind for one in waiting)
    kind = request.GET.get("kind", "")
    chosen = [one for one in waiting if kind not in KINDS or one.kind == kind]
    if wrong:
        chosen.sort(key=lambda one: (one.kind, one.pk) != (wrong["kind"], wrong["pk"]))
    page = Paginator(chosen, PER_PAGE).get_page(None if wrong else request.GET.get("page"))
    context = {
        "cards": cards(page),
        "page": page,
        "filters": _filters(kind, counts, waiting),
        "refused": wrong,
        "back": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "campaigns/desk.html", context, status=status)


def _filters(kind: str, counts: Counter[str], waiting: list[Waiting]) -> list[dict[str, Any]]:
    everything_ = {"kind": "", "words": _("All"), "count": len(waiting), "here": kind not in KINDS}
    return [everything_] + [
        {"kind": name, "words": words, "count": counts[name], "here": kind == name}
        for name, (words, _gather) in KINDS.items()
    ]


def decide(request: HttpRequest, act: Callable[[], None]) -> HttpResponse:
    """Do it, say so, and lead back; of two who decide at once, the second is told so."""
    try:
        act()
    except Suspended:
        messages.error(request, explain_refusal.suspended_words())
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    else:
        messages.success(request, _("Decided. Whoever waits for it is told."))
    return back_to_desk(request)


@require_POST
@roles(Role.REVIEWER)
def review_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse; a refusal says why."""
    post, form, by = get_object_or_404(Post, pk=pk), DecisionForm(request.POST), person(request)
    if not form.is_valid():
        return show(request, form.refused("post", pk), status=422)
    if form.approved:
        return decide(request, lambda: decide_post.approve(post, by))
    return decide(request, lambda: decide_post.refuse(post, by, form.cleaned_data["reason"]))


@require_POST
@roles(Role.REVIEWER)
def review_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a change to a running campaign stand, or refuse it with a reason."""
    amendment, form = get_object_or_404(Amendment, pk=pk), DecisionForm(request.POST)
    by = person(request)
    if not form.is_valid():
        return show(request, form.refused("amendment", pk), status=422)
    if not form.approved:
        return decide(
            request, lambda: amend_campaign.refuse(amendment, by, form.cleaned_data["reason"])
        )
    try:
        return decide(request, lambda: amend_campaign.apply(amendment, by))
    except (Unproven, UnsafeLanding) as refusal:
        return show(request, form.kept("amendment", pk, explain_refusal.words(refusal)), status=409)


@require_POST
@roles(Role.REVIEWER)
def review_dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a brand that questions clicks; both sides read why."""
    dispute, form, by = get_object_or_404(Dispute, pk=pk), AnswerForm(request.POST), person(request)
    if not form.is_valid():
        return show(request, form.refused("dispute", pk), status=422)
    words, upheld = form.cleaned_data["reason"], form.upheld
    return decide(request, lambda: dispute_clicks.answer(dispute, by, words, upheld=upheld))
