"""Change a campaign that runs: some fields at once, some once a reviewer has read them.

What an influencer has claimed stays: rate and cap are frozen on the claim, so a new price is for
those who join from now on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaigns.drafts import check_landing_page
from campaigns.drafts.own_saves import marks_of_save, only_own_since
from campaigns.drafts.save_draft import Conflict
from campaigns.models import Amendment, Campaign
from campaigns.running import booking_conditions, lifecycle
from campaigns.telling import notify_decision, statements_of_reasons
from marketplace.accounts.models import User
from marketplace.states import IllegalTransition, Transitions

Status = Amendment.Status

# The one table of what may change while a campaign runs. Sponsor, category, fee and hold never do:
# money was set aside and people have joined on them. The budget only grows (payouts.escrow).
AT_ONCE = (
    "rate_cents", "cap_cents", "daily_budget_cents", "ends_on", "joins_per_day",
    "trial_cap_cents", "forbidden_words",
)  # fmt: skip
AFTER_REVIEW = ("title", "brief", "landing_url", "required_words")

AMENDMENT = Transitions(
    {Status.IN_REVIEW: frozenset({Status.APPLIED, Status.REFUSED, Status.WITHDRAWN})}
)


def amend_campaign(
    campaign_id: int, shown: int, values: Mapping[str, Any], by: User
) -> Amendment | None:
    """Apply what may change at once, propose the rest, and return the proposal if there is one.

    `shown` is the version that the person saw; a proposal replaces the one that still waits.
    Raises Conflict when somebody changed the campaign meanwhile or it no longer runs.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
        own = only_own_since(campaign, shown, by)
        if not own or campaign.status not in lifecycle.RUNNING:
            raise Conflict(campaign)
        changed = {name: v for name, v in values.items() if getattr(campaign, name) != v}
        at_once = {name: changed[name] for name in AT_ONCE if name in changed}
        proposed = {name: changed[name] for name in AFTER_REVIEW if name in changed}
        if at_once:
            _keep(campaign, at_once, by, Status.APPLIED)
            _write(campaign, at_once, by)
        return _propose(campaign, proposed, by) if proposed else None


def note_budget(campaign: Campaign, added_cents: int, by: User) -> None:
    """Keep that budget is about to be added; the caller adds it, and moves the money."""
    added = {"budget_cents": campaign.budget_cents + added_cents}
    _keep(campaign, added, by, Status.APPLIED)


def apply(amendment: Amendment, by: User) -> None:
    """A reviewer agrees: the campaign is as proposed.

    Raises IllegalTransition or StateChanged, Unproven when it leads to a domain that the sponsor
    has not proved to be theirs, and UnsafeLanding.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=amendment.campaign_id)
        if campaign.status not in lifecycle.RUNNING:
            raise IllegalTransition(amendment.status, Status.APPLIED)
        AMENDMENT.move(amendment, Status.APPLIED, decided_by=by, decided_at=timezone.now())
        _write(campaign, amendment.after, by)
        booking_conditions.require_proof(campaign)
        if "landing_url" in amendment.after:
            lifecycle.approve_landing(campaign)
            check_landing_page.ask_for_look(campaign)
        notify_decision.amendment_decided(amendment)


def refuse(amendment: Amendment, by: User, reason: str) -> None:
    """A reviewer does not agree, and says why; the campaign stays as it is."""
    with transaction.atomic():
        AMENDMENT.move(
            amendment, Status.REFUSED, decided_by=by, decided_at=timezone.now(), reason=reason
        )
        notify_decision.amendment_decided(
            amendment, statements_of_reasons.amendment_refused(amendment, by)
        )


def withdraw(amendment: Amendment, by: User) -> None:
    """The brand thinks better of it. Raises IllegalTransition or StateChanged."""
    AMENDMENT.move(amendment, Status.WITHDRAWN, decided_by=by, decided_at=timezone.now())


def _propose(campaign: Campaign, proposed: dict[str, Any], by: User) -> Amendment:
    for earlier in campaign.amendments.in_review():
        withdraw(earlier, by)
    if "landing_url" in proposed:
        check_landing_page.ask_for_look(campaign, proposed["landing_url"])
        booking_conditions.name_domain(campaign, proposed["landing_url"])
    return _keep(campaign, proposed, by, Status.IN_REVIEW)


def _keep(
    campaign: Campaign, changed: Mapping[str, Any], by: User, status: Amendment.Status
) -> Amendment:
    applied = status == Status.APPLIED
    return Amendment.objects.create(
        campaign=campaign,
        before={name: _as_json(getattr(campaign, name)) for name in changed},
        after={name: _as_json(value) for name, value in changed.items()},
        status=status,
        by=by,
        decided_at=timezone.now() if applied else None,
    )


def _write(campaign: Campaign, changed: Mapping[str, Any], by: User) -> None:
    for name, value in changed.items():
        setattr(campaign, name, value)
    campaign.destination_url = lifecycle.destination(campaign)
    campaign.save(update_fields=[*changed, "destination_url"])
    Campaign.objects.filter(pk=campaign.pk).update(**marks_of_save(campaign, by))


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
