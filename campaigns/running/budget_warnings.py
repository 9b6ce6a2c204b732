"""What a brand should know before it is too late: the money runs out, or hardly moves."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.figures import click_figures
from campaigns.models import Campaign, DailySpending
from campaigns.telling import notify_decision
from marketplace.money import most_earned_within
from marketplace.paris_days import paris_today
from marketplace.typography import euros

LOW = 10  # a tenth of the budget
SOON = timedelta(days=3)
SLOW_AFTER = timedelta(days=3)


def warnings(campaign: Campaign, lasts_until: date | None) -> list[str]:
    """Return sentences about a campaign that runs, the most urgent first.

    `lasts_until` is what reporting.lasts_until says of it.
    """
    if campaign.status == Campaign.Status.EXHAUSTED:
        return [_("The budget is spent: links still lead to your page, and clicks are not paid.")]
    if campaign.status != Campaign.Status.LIVE:
        return []
    found = [_low(campaign, lasts_until), _today(campaign), _slow(campaign)]
    return [words for words in found if words]


def tell_of_low_funds() -> int:
    """Tell the people of each campaign whose money runs out, once; return how many campaigns."""
    live = Campaign.objects.live().filter(low_told_at=None)
    return sum(_tell_once(campaign) for campaign in live if _runs_low(campaign))


def _runs_low(campaign: Campaign) -> bool:
    return bool(_low(campaign, click_figures.lasts_until(campaign)))


def _tell_once(campaign: Campaign) -> bool:
    with transaction.atomic():
        told = Campaign.objects.filter(pk=campaign.pk, low_told_at=None).update(low_told_at=Now())
        if told:
            notify_decision.funds_run_low(campaign)
    return bool(told)


def _low(campaign: Campaign, until: date | None) -> str:
    """The budget ends within three days at this pace, or a tenth of it is left."""
    soon = until is not None and until < campaign.ends_on
    if soon and until and until - paris_today() <= SOON:
        days = max((until - paris_today()).days, 0)
        words = ngettext(
            "At this pace the budget is spent in %(days)d day.",
            "At this pace the budget is spent in %(days)d days.",
            days,
        )
        return words % {"days": days}
    if campaign.left_cents * LOW < campaign.budget_cents:
        return _("%(left)s are left of the budget.") % {"left": euros(campaign.left_cents)}
    return ""


def _today(campaign: Campaign) -> str:
    if campaign.daily_budget_cents is None:
        return ""
    today = paris_today()
    spent = DailySpending.objects.filter(campaign=campaign, day=today)
    earned = spent.aggregate(cents=Sum("earned_cents"))["cents"] or 0
    if earned < most_earned_within(campaign.daily_budget_cents, campaign.fee_bps):
        return ""
    return _("Today’s budget is spent: clicks are paid again from midnight on, Paris time.")


def _slow(campaign: Campaign) -> str:
    """Nothing was paid in the first days."""
    running = paris_today() - campaign.starts_on
    if running < SLOW_AFTER or campaign.paid_clicks:
        return ""
    return _("Nobody has been paid for a click yet. A wider audience or a higher price may help.")
