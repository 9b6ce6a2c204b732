"""The review desk: what waits for a person, the oldest and riskiest first, and their decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.disclosure import decide_post
from campaigns.forms import AnswerForm, DecisionForm
from campaigns.models import Amendment, Dispute, LandingMatter, Post
from campaigns.reviewing.desk_cards import cards
from campaigns.reviewing.gather_desk import KINDS, Waiting, everything
from campaigns.running import amend_campaign, dispute_clicks, explain_refusal, watch_landing
from campaigns.running.booking_conditions import LandingFailed, Unproven, UnsafeLanding
from campaigns.running.lifecycle import Suspended
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.decided.show_decided import show_decided
from marketplace.accounts.decision_form import back_to_desk
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.answer_get import acts
from marketplace.states import IllegalTransition, StateChanged

Role = User.Role
PER_PAGE = 20
Thing = TypeVar("Thing", bound=Model)


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
    first = f"{wrong['kind']}-{wrong['pk']}" if wrong else request.GET.get("first", "")
    if first:
        chosen.sort(key=lambda one: f"{one.kind}-{one.pk}" != first)
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


def place_of(kind: str, pk: int) -> str:
    """Return where on the desk something waits: it comes first there."""
    return reverse("campaigns:desk") + f"?first={kind}-{pk}#{kind}-{pk}"


def decide(
    request: HttpRequest, thing: Thing, wish: Wish, act: Callable[[Thing], object]
) -> HttpResponse:
    """Do it as it was seen, say so, and lead back. Raises as decide_as_seen does."""
    try:
        decide_as_seen(thing, wish, act)
    except Suspended:
        messages.error(request, explain_refusal.suspended_words())
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    else:
        messages.success(request, _("Decided. Whoever waits for it is told."))
    return back_to_desk(request)


def _post(request: HttpRequest, pk: int) -> HttpResponse:
    return show_decided(request, get_object_or_404(Post, pk=pk), place_of("post", pk))


@roles(Role.REVIEWER)
@acts(_post)
def review_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse; a refusal says why."""
    post, form, by = get_object_or_404(Post, pk=pk), DecisionForm(request.POST), person(request)
    if not form.is_valid():
        return show(request, form.refused("post", pk), status=422)
    if form.approved:
        wish = Wish.posted(request, Post.Status.APPROVED)
        return decide(request, post, wish, lambda post: decide_post.approve(post, by))
    reason = form.cleaned_data["reason"]
    wish = Wish.posted(request, Post.Status.REFUSED, reason)
    return decide(request, post, wish, lambda post: decide_post.refuse(post, by, reason))


def _amendment(request: HttpRequest, pk: int) -> HttpResponse:
    return show_decided(request, get_object_or_404(Amendment, pk=pk), place_of("amendment", pk))


@roles(Role.REVIEWER)
@acts(_amendment)
def review_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a change to a running campaign stand, or refuse it with a reason."""
    amendment, form = get_object_or_404(Amendment, pk=pk), DecisionForm(request.POST)
    by = person(request)
    if not form.is_valid():
        return show(request, form.refused("amendment", pk), status=422)
    if not form.approved:
        reason = form.cleaned_data["reason"]
        wish = Wish.posted(request, Amendment.Status.REFUSED, reason)
        return decide(request, amendment, wish, lambda row: amend_campaign.refuse(row, by, reason))
    wish = Wish.posted(request, Amendment.Status.APPLIED)
    try:
        return decide(request, amendment, wish, lambda row: amend_campaign.apply(row, by))
    except (Unproven, UnsafeLanding) as refusal:
        return show(request, form.kept("amendment", pk, explain_refusal.words(refusal)), status=409)


def _landing(request: HttpRequest, pk: int) -> HttpResponse:
    matter = get_object_or_404(LandingMatter, pk=pk)
    return show_decided(request, matter, place_of("landing", pk))


@roles(Role.REVIEWER)
@acts(_landing)
def review_landing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a page be as it is now, or keep its campaign paused until it is as approved."""
    matter, form = get_object_or_404(LandingMatter, pk=pk), DecisionForm(request.POST)
    if not form.is_valid():
        return show(request, form.refused("landing", pk), status=422)
    by, reason = person(request), form.cleaned_data["reason"]
    if not form.approved:
        wish = Wish.posted(request, LandingMatter.Status.REFUSED, reason)
        return decide(request, matter, wish, lambda row: watch_landing.refuse(row, by, reason))
    wish = Wish.posted(request, LandingMatter.Status.ACCEPTED, reason)
    try:
        return decide(request, matter, wish, lambda row: watch_landing.let_through(row, by, reason))
    except watch_landing.NoReason:
        words = explain_refusal.words(LandingFailed())
        return show(request, form.kept("landing", pk, words), status=422)


def _dispute(request: HttpRequest, pk: int) -> HttpResponse:
    return show_decided(request, get_object_or_404(Dispute, pk=pk), place_of("dispute", pk))


@roles(Role.REVIEWER)
@acts(_dispute)
def review_dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a brand that questions clicks; both sides read why."""
    dispute, form, by = get_object_or_404(Dispute, pk=pk), AnswerForm(request.POST), person(request)
    if not form.is_valid():
        return show(request, form.refused("dispute", pk), status=422)
    words, upheld = form.cleaned_data["reason"], form.upheld
    wish = Wish.posted(request, "upheld" if upheld else "rejected", words)
    return decide(
        request,
        dispute,
        wish,
        lambda dispute: dispute_clicks.answer(dispute, by, words, upheld=upheld),
    )
