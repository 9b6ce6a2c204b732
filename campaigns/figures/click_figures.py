"""Figures of clicks for the pages of a campaign and of a claim, from hourly totals.

Both pages and the API read these figures, so that a brand and an influencer see the same cents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns import reasons
from campaigns.counted_days import counted_days
from campaigns.models import Campaign, Claim, HourlySettlement, HourlyVerdict
from marketplace.drawing.receipt import Part, Reason, Receipt
from marketplace.drawing.stacked_area import ClicksAt
from marketplace.paris_days import paris_today
from marketplace.typography import euros, number

FIRST_CLAIMS = 10
PACE = timedelta(days=7)
HOURLY_UP_TO = timedelta(hours=48)


@dataclass(frozen=True)
class Counts:
    """Clicks by outcome. received = paid + held + unpaid; `settling` are part of `held`.

    `settling` are valid clicks whose cents are being computed, which takes seconds.
    """

    received: int
    paid: int
    held: int
    unpaid: int
    settling: int
    unpaid_by_reason: dict[str, int]
    held_by_reason: dict[str, int]


@dataclass(frozen=True)
class ClaimRow:
    """One influencer on the brand's page."""

    name: str
    note: str
    accrued_cents: int
    cap_cents: int


@dataclass(frozen=True)
class CampaignTruth:
    """The brand's figures as of `at` (UTC)."""

    received: int
    paid: int
    held: int
    unpaid: int
    left_cents: int
    lasts_until: date | None
    points: list[ClicksAt]
    hourly: bool
    reasons: list[Reason]
    claims: list[ClaimRow]
    more_claims: int
    at: datetime


@dataclass(frozen=True)
class ClaimTruth:
    """The influencer's figures as of `at` (UTC)."""

    receipt: Receipt
    points: list[ClicksAt]
    hourly: bool
    at: datetime


def campaign_truth(campaign: Campaign) -> CampaignTruth:
    claims = Claim.objects.filter(campaign=campaign)
    hours = _hours(claims.values_list("pk", flat=True))
    counts = _count(hours.values())
    points, hourly = _points(hours)
    people = claims.select_related("influencer").prefetch_related("influencer__accounts")
    ranked = people.order_by("-accrued_cents", "pk")
    return CampaignTruth(
        received=counts.received,
        paid=counts.paid,
        held=counts.held,
        unpaid=counts.unpaid,
        left_cents=campaign.left_cents,
        lasts_until=lasts_until(campaign),
        points=points,
        hourly=hourly,
        reasons=_lines(counts),
        claims=[_row(claim) for claim in ranked[:FIRST_CLAIMS]],
        more_claims=max(claims.count() - FIRST_CLAIMS, 0),
        at=timezone.now(),
    )


def claim_truth(claim: Claim) -> ClaimTruth:
    hours = _hours([claim.pk])
    counts = _count(hours.values())
    points, hourly = _points(hours)
    now = timezone.now()
    return ClaimTruth(
        receipt=_receipt(claim, counts, now),
        points=points,
        hourly=hourly,
        at=now,
    )


def claim_counts(claim_ids: Iterable[int]) -> Counts:
    """Return the counts of these claims together."""
    return _count(_hours(claim_ids).values())


def counts_by_claim(claim_ids: Iterable[int]) -> dict[int, Counts]:
    """Return the counts of each of these claims, zeros too, in two queries."""
    cells: dict[int, Cells] = {pk: Counter() for pk in claim_ids}
    verdicts = HourlyVerdict.objects.filter(claim_id__in=cells).values_list(
        "claim_id", "verdict", "reason"
    )
    for claim, verdict, reason, clicks in verdicts.annotate(sum=Sum("clicks")):
        cells[claim][verdict, reason] += clicks
    settled = HourlySettlement.objects.filter(claim_id__in=cells).values_list("claim_id", "reason")
    for claim, reason, clicks in settled.annotate(sum=Sum("clicks")):
        cells[claim]["unpaid" if reason else "paid", reason] += clicks
    return {pk: _count([found]) for pk, found in cells.items()}


def counts_by_day(claim_ids: Iterable[int]) -> dict[date, Counts]:
    """Return the counts of each day (of the clicks: counted_days.py) of these claims together."""
    days = _days(_hours(claim_ids))
    return {day: _count(cells) for day, cells in sorted(days.items())}


Cells = Counter[tuple[str, str]]
Hours = dict[datetime, Cells]


def _hours(claim_ids: Iterable[int]) -> Hours:
    """Clicks by hour and (outcome, reason): verdicts and, as paid or unpaid, settlements."""
    claim_ids = list(claim_ids)
    hours: Hours = defaultdict(Counter)
    verdicts = HourlyVerdict.objects.filter(claim_id__in=claim_ids)
    for hour, verdict, reason, clicks in verdicts.values_list("hour", "verdict", "reason").annotate(
        sum=Sum("clicks")
    ):
        hours[hour][verdict, reason] += clicks
    settled = HourlySettlement.objects.filter(claim_id__in=claim_ids)
    for hour, reason, clicks in settled.values_list("hour", "reason").annotate(sum=Sum("clicks")):
        hours[hour]["unpaid" if reason else "paid", reason] += clicks
    return hours


def _count(cells: Iterable[Cells]) -> Counts:
    total: Cells = Counter()
    for some in cells:
        total.update(some)
    by_outcome: Counter[str] = Counter()
    unpaid: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for (outcome, reason), clicks in total.items():
        by_outcome[outcome] += clicks
        if outcome in {"rejected", "unpaid"} and clicks:
            unpaid[reason] += clicks
        if outcome == "held" and clicks:
            held[reason] += clicks
    settling = by_outcome["valid"] - by_outcome["paid"] - by_outcome["unpaid"]
    return Counts(
        received=by_outcome["valid"] + by_outcome["held"] + by_outcome["rejected"],
        paid=by_outcome["paid"],
        held=by_outcome["held"] + settling,
        unpaid=by_outcome["rejected"] + by_outcome["unpaid"],
        settling=settling,
        unpaid_by_reason=dict(unpaid.most_common()),
        held_by_reason=dict(held.most_common()),
    )


def _points(hours: Hours) -> tuple[list[ClicksAt], bool]:
    """Return the series without gaps, by hour for two days and by day beyond."""
    if not hours:
        return [], False
    first, last = min(hours), max(hours)
    if last - first < HOURLY_UP_TO:
        steps = [first + timedelta(hours=n) for n in range(int((last - first) / _HOUR) + 1)]
        return [_clicks_at(hour, [hours[hour]] if hour in hours else []) for hour in steps], True
    days = _days(hours)
    span = (max(days) - min(days)).days
    every = [min(days) + timedelta(days=n) for n in range(span + 1)]
    return [_clicks_at(day, days.get(day, [])) for day in every], False


def _days(hours: Hours) -> dict[date, list[Cells]]:
    days: dict[date, list[Cells]] = defaultdict(list)
    counted = counted_days()
    for hour, cells in hours.items():
        days[counted.day_of(hour)].append(cells)
    return days


_HOUR = timedelta(hours=1)


def _clicks_at(at: date | datetime, cells: list[Cells]) -> ClicksAt:
    counts = _count(cells)
    return ClicksAt(at=at, paid=counts.paid, held=counts.held, unpaid=counts.unpaid)


def _lines(counts: Counts) -> list[Reason]:
    """Why clicks are not paid, the most frequent first, then those a person looks at."""
    lines = [
        Reason(reasons.words(code), clicks, "unpaid", reasons.note(code))
        for code, clicks in counts.unpaid_by_reason.items()
    ]
    looked_at = counts.held - counts.settling
    if looked_at:
        lines.append(Reason(_("Being reviewed"), looked_at, "held"))
    if counts.settling:
        lines.append(Reason(_("Being computed"), counts.settling, "held"))
    return lines


def _receipt(claim: Claim, counts: Counts, now: datetime) -> Receipt:
    paid = Reason(_paid_at(claim), counts.paid, "paid")
    lines = [paid, *_lines(counts)]
    return Receipt(
        counts.received, lines, claim.accrued_cents, now, parts=_parts(claim), notes=_partial(claim)
    )


def _parts(claim: Claim) -> list[Part]:
    """What of the sum is paid and what is set aside, while anything is."""
    if not claim.set_aside_clicks:
        return []
    paid = ngettext("%(clicks)s paid click", "%(clicks)s paid clicks", claim.paid_clicks)
    aside = ngettext(
        "%(clicks)s click set aside until somebody decides",
        "%(clicks)s clicks set aside until somebody decides",
        claim.set_aside_clicks,
    )
    return [
        Part(paid % {"clicks": number(claim.paid_clicks)}, claim.paid_cents),
        Part(aside % {"clicks": number(claim.set_aside_clicks)}, claim.set_aside_cents),
    ]


def _paid_at(claim: Claim) -> str:
    return _("Paid at %(rate)s") % {"rate": euros(claim.rate_cents)}


def _partial(claim: Claim) -> tuple[str, ...]:
    """Say so when the last paid click got only what was left: the sum would look wrong."""
    if claim.paid_cents == claim.paid_clicks * claim.rate_cents:
        return ()
    return (_("One click was paid what was left below the maximum or the budget."),)


def lasts_until(campaign: Campaign) -> date | None:
    """Return the day on which the budget ends at the pace of the last seven days."""
    if campaign.status != Campaign.Status.LIVE:
        return None
    since = timezone.now() - PACE
    recent = HourlySettlement.objects.filter(claim__campaign=campaign, hour__gte=since)
    earned = recent.aggregate(cents=Sum("cents"))["cents"] or 0
    if not earned:
        return None
    with_fee = earned * (10_000 + campaign.fee_bps) / 10_000
    days = campaign.left_cents / (with_fee / PACE.days)
    return min(paris_today() + timedelta(days=int(days)), campaign.ends_on)


def _row(claim: Claim) -> ClaimRow:
    person = claim.influencer
    return ClaimRow(
        name=person.display_name,
        note=f"{person.tier.label}, {person.get_network_display()}",
        accrued_cents=claim.accrued_cents,
        cap_cents=claim.cap_cents,
    )
