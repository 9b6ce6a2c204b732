"""Look at landing pages again before money is spent: at the start, at resuming, and while live.

The rule. A page that does not open for ten minutes pauses its campaign; one that leads into a
private network at once. A page that says other things than the approved one, or ends on another
host, is for a reviewer within two days; until then the campaign runs, then it is paused. Opened
again and as approved, it runs again by itself; else once a reviewer lets it through.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from campaigns.drafts import check_landing_page
from campaigns.drafts.compare_pages import likeness
from campaigns.models import Campaign, LandingCheck, LandingMatter
from campaigns.running import lifecycle, notify_landing
from marketplace.accounts.models import User
from marketplace.fetching.refusing import Reason
from marketplace.states import IllegalTransition, StateChanged, Transitions

OFTEN, WHILE_FAILING = timedelta(hours=6), timedelta(minutes=15)
SURE_AFTER = timedelta(minutes=10)
ANSWERED_WITHIN = timedelta(days=2)
LEAST_LIKENESS = 0.5
MOST_AT_ONCE = 200
Kind, Status = LandingMatter.Kind, LandingMatter.Status
MATTER = Transitions(
    {
        Status.OPEN: frozenset({Status.ACCEPTED, Status.REFUSED, Status.MENDED}),
        Status.REFUSED: frozenset({Status.OPEN, Status.MENDED}),
    }
)


class NoReason(Exception):
    """Letting a page through that does not open asks for a reason."""


def look_again() -> int:
    """Ask for a look at every page that is due for one, and return how many."""
    due = list(_due()[:MOST_AT_ONCE])
    for campaign in due:
        check_landing_page.ask_for_look(campaign)
    return len(due)


def _due() -> QuerySet[Campaign]:
    now = timezone.now()
    looks = LandingCheck.objects.filter(campaign=OuterRef("pk"), url=OuterRef("landing_url"))
    last = looks.order_by("-id")
    standing = Q(landing_matters__status__in=LandingMatter.STANDING)
    spends = Campaign.objects.live() | Campaign.objects.unfunded()
    watched = Campaign.objects.filter(
        Q(pk__in=spends) | Q(pk__in=Campaign.objects.running().filter(standing))
    )
    seen = watched.annotate(seen_at=Subquery(last.values("at")[:1]),
                            seen_as=Subquery(last.values("outcome")[:1]))  # fmt: skip
    failing = ~Q(seen_as=LandingCheck.OPENED) & Q(seen_at__lt=now - WHILE_FAILING)
    due = Q(seen_at=None) | Q(seen_at__lt=now - OFTEN) | failing
    return seen.filter(due).distinct().order_by(F("seen_at").asc(nulls_first=True))


def follow_look(look: LandingCheck) -> None:
    """Draw what follows from a look at a campaign that runs; twice has one effect."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=look.campaign_id)
        if campaign.status not in lifecycle.RUNNING or campaign.landing_url != look.url:
            return
        wrong = _what_is_wrong(campaign, look)
        matter = campaign.landing_matters.standing().first()
        if wrong is None:
            _all_is_well(campaign, look, matter)
        elif wrong == Kind.CHANGED or _sure(look):
            _stand(campaign, look, wrong, matter)


def _what_is_wrong(campaign: Campaign, look: LandingCheck) -> LandingMatter.Kind | None:
    approved = campaign.approved_look
    if look.outcome != LandingCheck.OPENED:
        # Let through though it did not open: that it does not is nothing new.
        known = approved is not None and approved.outcome != LandingCheck.OPENED
        return None if known and look.outcome != Reason.ADDRESS else Kind.GONE
    if approved is None or is_same_page(approved, look):
        return None
    return Kind.CHANGED


def is_same_page(approved: LandingCheck, look: LandingCheck) -> bool:
    """Whether a page is still the one that was let through."""
    if approved.outcome != LandingCheck.OPENED:
        return False  # nobody has seen what opens now
    if not approved.host:
        return True  # from before hosts and words were kept
    return approved.host == look.host and likeness(approved.sketch, look.sketch) >= LEAST_LIKENESS


def _sure(look: LandingCheck) -> bool:
    """Whether it has failed for long enough that it is no hiccup."""
    if look.outcome == Reason.ADDRESS:
        return True
    looks = LandingCheck.objects.filter(campaign=look.campaign_id, url=look.url)
    opened = looks.filter(outcome=LandingCheck.OPENED, pk__lt=look.pk).order_by("-pk").first()
    failed = looks.filter(pk__gt=opened.pk if opened else 0, pk__lte=look.pk).order_by("pk")
    first = failed.values_list("at", flat=True).first()
    return first is not None and look.at - first >= SURE_AFTER


def _all_is_well(campaign: Campaign, look: LandingCheck, matter: LandingMatter | None) -> None:
    opened = look.outcome == LandingCheck.OPENED
    if opened and (campaign.approved_look is None or not campaign.approved_look.host):
        _approve(campaign, look)
    if matter is not None:
        MATTER.move(matter, Status.MENDED, decided_at=timezone.now(), decided_by=None)
        _run_again(campaign, matter)


def _stand(
    campaign: Campaign, look: LandingCheck, kind: LandingMatter.Kind, matter: LandingMatter | None
) -> None:
    if matter is not None and matter.kind == kind and _nothing_new(matter, look):
        _keep_paused(campaign, matter)
        return
    changes = {"kind": kind, "look": look, "due_at": _due_at(kind, matter)}
    if matter is None:
        matter = LandingMatter.objects.create(campaign=campaign, **changes)
    elif matter.status == Status.REFUSED:
        MATTER.move(matter, Status.OPEN, **changes, decided_at=None, decided_by=None, reason="")
    else:
        _rewrite(matter, **changes)
    if kind == Kind.GONE:
        _pause(campaign, matter)
    notify_landing.landing_stands(matter)


def _nothing_new(matter: LandingMatter, look: LandingCheck) -> bool:
    return matter.kind == Kind.GONE or is_same_page(matter.look, look)


def _due_at(kind: LandingMatter.Kind, matter: LandingMatter | None) -> object:
    if kind == Kind.GONE:
        return None
    return (matter.due_at if matter else None) or timezone.now() + ANSWERED_WITHIN


def _rewrite(matter: LandingMatter, **changes: object) -> None:
    for name, value in changes.items():
        setattr(matter, name, value)
    matter.save(update_fields=[*changes])


def _keep_paused(campaign: Campaign, matter: LandingMatter) -> None:
    """Whoever let it run meanwhile, by adding budget, did not mend it."""
    if matter.kind == Kind.GONE or matter.status == Status.REFUSED:
        _pause(campaign, matter)


def _pause(campaign: Campaign, matter: LandingMatter) -> None:
    if campaign.status != Campaign.Status.LIVE:
        return
    lifecycle.change_state(campaign, Campaign.Status.PAUSED, by=None, reason=matter.kind)
    _rewrite(matter, paused=True)
    notify_landing.paused_for_landing(matter)


def pause_overdue() -> int:
    """Pause campaigns whose changed page nobody has looked at in time, and return how many."""
    overdue = LandingMatter.objects.open().filter(due_at__lt=timezone.now(), paused=False)
    return sum(_pause_quietly(pk) for pk in overdue.values_list("pk", flat=True))


def _pause_quietly(pk: int) -> bool:
    with transaction.atomic():
        found = LandingMatter.objects.get(pk=pk)
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=found.campaign_id)
        matter = LandingMatter.objects.open().filter(pk=pk, paused=False).first()
        if matter is None or campaign.status != Campaign.Status.LIVE:
            return False
        _pause(campaign, matter)
    return True


def let_through(matter: LandingMatter, by: User, reason: str = "") -> None:
    """A reviewer lets the page be as it is now. Raises NoReason, IllegalTransition."""
    if matter.kind == Kind.GONE and not reason:
        raise NoReason
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=matter.campaign_id)
        decided = {"decided_by": by, "decided_at": timezone.now(), "reason": reason}
        MATTER.move(matter, Status.ACCEPTED, **decided)
        _approve(campaign, matter.look)
        _run_again(campaign, matter)


def refuse(matter: LandingMatter, by: User, reason: str) -> None:
    """A reviewer does not let it be: the campaign is paused until the page is as approved."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=matter.campaign_id)
        decided = {"decided_by": by, "decided_at": timezone.now(), "reason": reason}
        MATTER.move(matter, Status.REFUSED, **decided)
        _pause(campaign, matter)
        notify_landing.landing_refused(matter)


def _approve(campaign: Campaign, look: LandingCheck) -> None:
    campaign.approved_look = look
    Campaign.objects.filter(pk=campaign.pk).update(approved_look=look)


def _run_again(campaign: Campaign, matter: LandingMatter) -> None:
    """Only what was paused for the page; somebody suspended meanwhile stays paused."""
    if not matter.paused or campaign.status != Campaign.Status.PAUSED:
        notify_landing.landing_mended(matter, runs=False)
        return
    with suppress(lifecycle.Suspended, IllegalTransition, StateChanged):
        lifecycle.change_state(campaign, Campaign.Status.LIVE, by=None, reason=matter.status)
        notify_landing.landing_mended(matter, runs=True)
