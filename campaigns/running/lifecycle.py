"""The life of a campaign: every change of state goes through `change`, with who, when and why."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.db import transaction
from django.db.models.functions import Now, TruncDate
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from campaigns.clicks.click_tokens import NAME as TOKEN
from campaigns.drafts import check_landing_page
from campaigns.drafts.draft_missing import missing
from campaigns.drafts.save_draft import Conflict
from campaigns.models import Amendment, Campaign, CampaignTransition, JoinRequest
from campaigns.running import booking_conditions
from campaigns.running.after_the_end import after_the_end
from campaigns.telling import notify_decision, statements_of_reasons
from marketplace.accounts.models import Organisation, Suspension, User
from marketplace.host_names import with_ascii_host
from marketplace.paris_days import paris_today
from marketplace.states import IllegalTransition, StateChanged, Transitions

Status = Campaign.Status
RUNNING = frozenset(Campaign.RUNNING)


class Suspended(IllegalTransition):
    """The sponsor or the buyer is suspended: nothing of theirs may begin or run again."""


class LandingStands(IllegalTransition):
    """The landing page is gone or refused: it runs again once that is mended."""


class Incomplete(Exception):
    """The draft lacks something; the argument is the list of campaigns.drafts.draft_missing."""


CAMPAIGN = Transitions(
    {
        Status.DRAFT: frozenset({Status.IN_REVIEW}),
        Status.IN_REVIEW: frozenset({Status.LIVE, Status.UNFUNDED, Status.DRAFT}),
        Status.UNFUNDED: frozenset({Status.LIVE, Status.DRAFT}),
        Status.LIVE: frozenset({Status.PAUSED, Status.EXHAUSTED, Status.ENDED}),
        Status.PAUSED: frozenset({Status.LIVE, Status.EXHAUSTED, Status.ENDED}),
        Status.EXHAUSTED: frozenset({Status.LIVE, Status.ENDED}),
        Status.ENDED: frozenset({Status.CLOSED}),
    }
)


def change_state(
    campaign: Campaign,
    to: Status,
    by: User | None,
    reason: str = "",
    at: datetime | None = None,
    **changes: Any,
) -> None:
    """Move `campaign` to `to` and record it; `by` is None when Franc itself does it.

    `at` (UTC) is given only when history is loaded, as the demo does. Raises IllegalTransition
    or StateChanged (marketplace/states.py); then nothing is written.
    """
    with transaction.atomic():
        if to in {Status.IN_REVIEW, Status.UNFUNDED, Status.LIVE}:
            require_not_suspended(campaign, to)
        left = CAMPAIGN.move(campaign, to, **changes)
        CampaignTransition.objects.create(
            campaign=campaign,
            from_status=left,
            to_status=to,
            by=by,
            reason=reason,
            at=at or timezone.now(),
        )


def require_not_suspended(campaign: Campaign, to: Status = Status.LIVE) -> None:
    """Raise Suspended. The rows are the lock: of a suspension at once, one sees the other."""
    sides = Organisation.objects.filter(pk__in=[campaign.sponsor_id, campaign.buyer_id])
    locked = [side.pk for side in sides.order_by("pk").select_for_update(no_key=True)]
    if Suspension.objects.lasting().filter(organisation__in=locked).exists():
        raise Suspended(campaign.status, to)


def submit(
    campaign: Campaign, by: User, at: datetime | None = None, shown: int | None = None
) -> None:
    """A brand or its agency asks for a draft to be reviewed, as it was `shown` (its version).

    The sponsor's landing domain gets its token, so that it can be proved meanwhile. Raises
    Incomplete, Conflict when somebody saved it since, NoMandate or OverMandate
    (campaigns/running/booking_conditions.py).
    """
    lacking = missing(campaign)
    if lacking:
        raise Incomplete(lacking)
    with transaction.atomic():
        change_state(campaign, Status.IN_REVIEW, by, at=at)
        # Its row is locked from here on: nobody saves between this look and the end.
        now = Campaign.objects.get(pk=campaign.pk)
        if shown not in {None, now.version}:
            raise Conflict(now)
        booking_conditions.require_mandate(campaign)
        booking_conditions.name_domain(campaign)
        if check_landing_page.latest(campaign) is None:
            check_landing_page.ask_for_look(campaign)


def send_back(campaign: Campaign, by: User, reason: str) -> None:
    """A reviewer returns a campaign to its brand, saying what to mend."""
    with transaction.atomic():
        change_state(campaign, Status.DRAFT, by, reason)
        statements = statements_of_reasons.campaign_sent_back(campaign, by, reason)
        notify_decision.campaign_sent_back(campaign, reason, statements)


def approve(campaign: Campaign, by: User, at: datetime | None = None, reason: str = "") -> None:
    """A reviewer lets a campaign go live; from now on its links lead to its landing page.

    `reason` is kept with the decision; a page that did not open asks for one.

    Its budget must move to escrow in the same transaction: call payouts.escrow.launch. Raises
    IllegalTransition from any other state than in review, and the refusals of
    campaigns/running/booking_conditions.py: Unproven, UnsafeLanding, LandingFailed, NoMandate,
    OverMandate.
    """
    with transaction.atomic():
        _approve(campaign, Status.LIVE, by, reason, at)
        notify_decision.campaign_approved(campaign)


def approve_unfunded(campaign: Campaign, by: User, reason: str = "") -> None:
    """A reviewer approves a campaign that its buyer's funds do not cover: it waits for them.

    Call payouts.escrow.approve, which knows the funds. Raises what `approve` raises.
    """
    with transaction.atomic():
        _approve(campaign, Status.UNFUNDED, by, reason)


def _approve(
    campaign: Campaign, to: Status, by: User, reason: str, at: datetime | None = None
) -> None:
    if campaign.status != Status.IN_REVIEW:
        raise IllegalTransition(campaign.status, to)
    change_state(campaign, to, by, reason, at=at, destination_url=destination(campaign))
    booking_conditions.require_proof(campaign)
    booking_conditions.require_landing(campaign, reason)
    approve_landing(campaign)
    check_landing_page.ask_for_look(campaign)
    booking_conditions.require_mandate(campaign)


def start_funded(campaign: Campaign) -> None:
    """Let an approved campaign go live by itself, at the destination that was approved.

    Its budget must move to escrow in the same transaction: payouts.start_approved does both. What
    must hold is asked again. Raises IllegalTransition from any state but unfunded, and what
    `approve` raises.
    """
    if campaign.status != Status.UNFUNDED:
        raise IllegalTransition(campaign.status, Status.LIVE)
    with transaction.atomic():
        change_state(campaign, Status.LIVE, by=None, start_obstacle="")
        booking_conditions.require_proof(campaign)
        if not _was_let_through_dead(campaign):
            booking_conditions.require_landing(campaign, reason="")
        check_landing_page.ask_for_look(campaign)
        booking_conditions.require_mandate(campaign)
        notify_decision.campaign_started(campaign)


def _was_let_through_dead(campaign: Campaign) -> bool:
    """Whether the reviewer let the page through though it did not open, and said why."""
    look = campaign.approved_look
    return look is not None and look.outcome != look.OPENED


def take_back(campaign: Campaign, by: User) -> None:
    """Its buyer makes a draft again of a campaign that has not started. Raises IllegalTransition
    from any state but in review or unfunded, or StateChanged.
    """
    if campaign.status not in {Status.IN_REVIEW, Status.UNFUNDED}:
        raise IllegalTransition(campaign.status, Status.DRAFT)
    change_state(campaign, Status.DRAFT, by, start_obstacle="")


def give_up_unfunded() -> int:
    """Make drafts again of approved campaigns whose last day passed without funds; count them."""
    over = Campaign.objects.unfunded().filter(ends_on__lt=paris_today())
    return sum(_give_up(campaign) for campaign in over)


def _give_up(campaign: Campaign) -> bool:
    try:
        with transaction.atomic():
            change_state(campaign, Status.DRAFT, by=None, start_obstacle="")
            notify_decision.campaign_without_funds(campaign)
    except (IllegalTransition, StateChanged):
        return False  # it started, or its people took it back
    return True


def approve_landing(campaign: Campaign) -> None:
    """Keep as what page the reviewer let through what was last seen there."""
    campaign.approved_look = check_landing_page.latest(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(approved_look=campaign.approved_look)


def pause(campaign: Campaign, by: User) -> None:
    change_state(campaign, Status.PAUSED, by)


def resume(campaign: Campaign, by: User) -> None:
    """A brand lets its paused campaign run again.

    Raises IllegalTransition from any other state: from in review, LIVE is a reviewer's decision.
    """
    if campaign.status != Status.PAUSED:
        raise IllegalTransition(campaign.status, Status.LIVE)
    if campaign.landing_matters.standing().filter(paused=True).exists():
        raise LandingStands(campaign.status, Status.LIVE)
    with transaction.atomic():
        change_state(campaign, Status.LIVE, by)
        check_landing_page.ask_for_look(campaign)


def exhaust(campaign: Campaign) -> None:
    """The last cent of the budget is given out: settlement says so, in its transaction."""
    change_state(campaign, Status.EXHAUSTED, by=None)
    notify_decision.budget_spent(campaign)


def reopen(campaign: Campaign, by: User) -> None:
    """A campaign whose budget was spent runs again: call after adding to its budget."""
    if campaign.status != Status.EXHAUSTED:
        raise IllegalTransition(campaign.status, Status.LIVE)
    change_state(campaign, Status.LIVE, by)


def reopen_unless_suspended(campaign: Campaign) -> None:
    """A campaign whose budget was spent runs again on money that came back to it."""
    with suppress(Suspended):
        change_state(campaign, Status.LIVE, by=None)


def end_campaign(campaign: Campaign, by: User | None, at: datetime | None = None) -> None:
    """End it; what still waited for an answer waits no more."""
    with transaction.atomic():
        change_state(campaign, Status.ENDED, by, at=at)
        answered = {"status": "withdrawn", "decided_at": timezone.now()}
        campaign.amendments.filter(status=Amendment.Status.IN_REVIEW).update(**answered)
        campaign.join_requests.filter(status=JoinRequest.Status.WAITING).update(**answered)
        campaign.refresh_from_db(fields=["budget_cents", "spent_cents"])
        notify_decision.campaign_ended(campaign, after_the_end(campaign).earliest)


def end_due() -> int:
    """End campaigns whose last day (UTC) is over, and return how many."""
    due = Campaign.objects.running().filter(ends_on__lt=TruncDate(Now()))
    return sum(_end_quietly(campaign) for campaign in due)


def _end_quietly(campaign: Campaign) -> bool:
    try:
        end_campaign(campaign, by=None)
    except (IllegalTransition, StateChanged):
        return False  # somebody else moved it meanwhile; the others are still due
    return True


def destination(campaign: Campaign) -> str:
    """Return the landing URL as it was approved, with the UTM parameters that it lacks.

    Where the page carries the beacon, room for the token of a click comes last.

    Characters beyond ASCII are percent-encoded, as a Location header needs (RFC 3986), and its host
    is the one that was proved and looked at.
    """
    parts = urlsplit(iri_to_uri(with_ascii_host(campaign.landing_url)))
    ours = {
        "utm_source": campaign.utm_source or "franc",
        "utm_medium": campaign.utm_medium or "paid_influence",
        "utm_campaign": campaign.utm_campaign or f"franc-{campaign.pk}",
    }
    theirs = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if campaign.has_beacon:
        ours[TOKEN] = ""  # the redirect adds each click's own
    missing = urlencode({name: value for name, value in ours.items() if name not in theirs})
    query = "&".join(part for part in (parts.query, missing) if part)
    return urlunsplit(parts._replace(query=query))
