"""A campaign's money at its end: what would come back, and closing, which brings it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Now
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models import (
    AppealableClick,
    Campaign,
    CampaignTransition,
    Claim,
    ClickToJudge,
    HeldClick,
    ToSettle,
)
from campaigns.running import lifecycle
from campaigns.running.after_the_end import LAST_CLICKS
from campaigns.telling import notify_decision
from marketplace.money import fee_on
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import filled
from marketplace.states import IllegalTransition, StateChanged
from marketplace.typography import euros
from payouts import ledger, wake_waiting
from payouts.ledger import Kind
from payouts.models import Entry, SetAside, Transfer


@dataclass(frozen=True)
class Refund:
    """What comes back if a campaign ended now, in cents: between `least` and `most`.

    `undecided` clicks may still be paid, or have been and be taken back; what they may cost or
    bring, fee included, is the difference.
    """

    least_cents: int
    most_cents: int
    undecided: int


def refund_if_ended(campaign: Campaign) -> Refund:
    """Return what ending the campaign would bring back; nothing is changed."""
    with connection.cursor() as cursor:
        cursor.execute(_UNDECIDED, [campaign.pk])
        clicks, cents = cursor.fetchone()
        cursor.execute(_SET_ASIDE, [campaign.pk])
        aside, aside_cents = cursor.fetchone()
    return Refund(
        least_cents=max(0, _left_if_earned(campaign, campaign.earned_cents + cents)),
        most_cents=_left_if_earned(campaign, campaign.earned_cents - aside_cents),
        undecided=clicks + aside,
    )


def _left_if_earned(campaign: Campaign, earned: int) -> int:
    return campaign.budget_cents - earned - fee_on(earned, campaign.fee_bps)


def refunded(campaign: Campaign) -> Transfer | None:
    """Return the transfer that brought back what was left, None while there is none."""
    return Transfer.objects.filter(idempotency_key=f"refund:{campaign.pk}").first()


def returned_cents(campaign: Campaign) -> int:
    """Return what has come back to the buyer's funds, 0 before the campaign is closed."""
    back = Entry.objects.filter(
        transfer__idempotency_key=f"refund:{campaign.pk}", account__kind=Kind.BRAND_FUNDS
    )
    return back.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def close_finished() -> int:
    """Close campaigns that ended long ago and in which nothing is undecided; return how many."""
    return sum(close(campaign) for campaign in _decided().filter(Exists(_ended_long_ago())))


def _decided() -> QuerySet[Campaign]:
    """Ended campaigns of which nobody can still decide, or be heard about, a click."""
    return Campaign.objects.filter(
        ~Exists(_undecided(HeldClick)),
        ~Exists(_undecided(ClickToJudge)),
        ~Exists(_undecided(AppealableClick)),
        ~Exists(_undecided(SetAside)),
        ~Exists(ToSettle.objects.filter(campaign_id=OuterRef("pk"))),
        status=Campaign.Status.ENDED,
    )


def close(campaign: Campaign) -> bool:
    """Close one ended campaign and return what is left in its escrow to its buyer's funds.

    Not if a click is undecided again: who decides a case waits for the campaign's row, or we do.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        if not _decided().filter(pk=campaign.pk).exists():
            return False
        try:
            lifecycle.change_state(campaign, Campaign.Status.CLOSED, by=None)
        except (IllegalTransition, StateChanged):
            return False  # another worker closed it
        left = ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk)
        if left:
            ledger.post(
                "refund",
                f"refund:{campaign.pk}",
                {
                    ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk): -left,
                    ledger.account(Kind.BRAND_FUNDS, organisation=campaign.buyer_id): left,
                },
            )
            wake_waiting.wake(campaign.buyer_id)
            _tell(campaign, left)
    return True


def _tell(campaign: Campaign, left: int) -> None:
    words = filled(
        _("Every click is decided: %(amount)s have come back to the funds of %(buyer)s."),
        amount=lazy(euros, str)(left),
        buyer=campaign.buyer.name,
    )
    title = _("%(campaign)s is closed")
    notify_decision.tell_members(campaign, title, words, Topic.MONEY)


# What each claim's undecided clicks may still earn: never more than is left below its cap.
_UNDECIDED = """
SELECT coalesce(sum(clicks), 0)::bigint,
       coalesce(sum(least(clicks * rate_cents, cap_cents - accrued_cents)), 0)::bigint
FROM campaigns_claim claim
JOIN (SELECT claim_id, count(*) AS clicks FROM (
        SELECT claim_id FROM campaigns_clicktojudge
        UNION ALL SELECT claim_id FROM (
            SELECT click_id, claim_id FROM campaigns_heldclick
            UNION SELECT click_id, claim_id FROM campaigns_tosettle
            UNION SELECT click_id, claim_id FROM campaigns_appealableclick) AS judged
        WHERE NOT EXISTS (SELECT FROM payouts_clickearning earning
                          WHERE earning.click_id = judged.click_id)) AS every GROUP BY claim_id
) AS undecided ON undecided.claim_id = claim.id
WHERE claim.campaign_id = %s
"""
_SET_ASIDE = """
SELECT count(*), coalesce(sum(greatest(earning.cents, 0)), 0)::bigint
FROM payouts_setaside aside
JOIN campaigns_claim claim ON claim.id = aside.claim_id
CROSS JOIN LATERAL (SELECT cents FROM payouts_clickearning earning
    WHERE earning.click_id = aside.click_id ORDER BY seq DESC LIMIT 1) AS earning
WHERE claim.campaign_id = %s
"""


def _ended_long_ago() -> QuerySet[CampaignTransition]:
    return CampaignTransition.objects.filter(
        campaign=OuterRef("pk"), to_status=Campaign.Status.ENDED, at__lt=Now() - LAST_CLICKS
    )


def _undecided(
    model: type[HeldClick] | type[ClickToJudge] | type[AppealableClick] | type[SetAside],
) -> QuerySet[Any]:
    claims = Claim.objects.filter(campaign=OuterRef(OuterRef("pk"))).values("pk")
    return model.objects.filter(claim_id__in=claims)
