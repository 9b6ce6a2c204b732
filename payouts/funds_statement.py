"""What moved in the funds of a brand or agency in a month of Paris, and what stood before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from marketplace.accounts.models import Organisation
from marketplace.paris_days import day_begins, paris_day
from payouts.ledger import Kind
from payouts.models import Account, Entry


@dataclass(frozen=True)
class Line:
    """One movement at `at` (UTC), in signed cents excluding VAT; `vat_cents` of a top-up."""

    at: datetime
    words: str
    about: str
    cents: int
    vat_cents: int
    balance_cents: int


@dataclass(frozen=True)
class Statement:
    """`month` is its first day; opening + lines = closing, in cents excluding VAT."""

    month: date
    opening_cents: int
    lines: list[Line]
    closing_cents: int


def months(organisation: Organisation, today: date) -> list[date]:
    """Return the months with or after a first movement, the latest first."""
    first = _entries(organisation).order_by("transfer__created_at").first()
    if first is None:
        return []
    since = paris_day(first.transfer.created_at).replace(day=1)
    return sorted(_months_from(since, today), reverse=True)


def statement(organisation: Organisation, month: date) -> Statement:
    """Return the statement of the month that begins on `month` in Paris."""
    begins, ends = day_begins(month), day_begins(_next(month))
    entries = _entries(organisation)
    before = entries.filter(transfer__created_at__lt=begins)
    balance = opening = before.aggregate(cents=Sum("amount_cents"))["cents"] or 0
    lines = []
    within = entries.filter(transfer__created_at__gte=begins, transfer__created_at__lt=ends)
    for entry in within.order_by("transfer__created_at", "id"):
        balance += entry.amount_cents
        lines.append(_line(entry, balance))
    return Statement(month, opening, lines, balance)


def words(kind: str) -> str:
    """Return in plain words what kind of transfer moved funds."""
    return {
        "top_up": _("Transfer received"),
        "launch": _("Set aside for a campaign"),
        "budget": _("Added to a campaign"),
        "refund": _("Returned by a campaign"),
        "reversal": _("Clicks that were not valid"),
    }.get(kind, kind)


def about(entry: Entry) -> str:
    """Return which campaign, or which bank reference, a movement of funds is about."""
    legs = entry.transfer.entries.all()
    campaign = next((leg.account.campaign for leg in legs if leg.account.campaign), None)
    return campaign.title if campaign else entry.transfer.memo


def _line(entry: Entry, balance: int) -> Line:
    legs = list(entry.transfer.entries.all())
    vat = sum(leg.amount_cents for leg in legs if leg.account.kind == Kind.VAT)
    return Line(
        at=entry.transfer.created_at,
        words=words(entry.transfer.kind),
        about=about(entry),
        cents=entry.amount_cents,
        vat_cents=vat,
        balance_cents=balance,
    )


def _entries(organisation: Organisation) -> QuerySet[Entry]:
    accounts = Account.objects.filter(kind=Kind.BRAND_FUNDS, organisation=organisation)
    return (
        Entry.objects.filter(account__in=accounts)
        .select_related("transfer")
        .prefetch_related("transfer__entries__account__campaign")
    )


def _months_from(month: date, today: date) -> Iterator[date]:
    while month <= today:
        yield month
        month = _next(month)


def _next(month: date) -> date:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
