"""Before money leaves: what an influencer owes comes out of what is available to them."""

from __future__ import annotations

from payouts import ledger
from payouts.ledger import Kind
from payouts.models import Account, Entry


def owed_cents(influencer_id: int) -> int:
    """Return what an influencer owes, in cents, as a positive number."""
    return -ledger.balance(Kind.INFLUENCER_RECEIVABLE, influencer=influencer_id)


def debts() -> dict[int, int]:
    """Return influencer id -> what they owe, in cents, as positive numbers."""
    owing = Account.objects.filter(kind=Kind.INFLUENCER_RECEIVABLE, balance_cents__lt=0)
    rows = owing.values_list("influencer_id", "balance_cents")
    return {influencer: -balance for influencer, balance in rows if influencer}


def net_all() -> None:
    """Move what is available to what is owed; available balances must be locked."""
    owed = debts()
    there = Account.objects.filter(
        kind=Kind.INFLUENCER_AVAILABLE, influencer__in=owed, balance_cents__gt=0
    ).values_list("influencer_id", "balance_cents")
    for influencer, balance in there.order_by("influencer_id"):
        if influencer:
            _net(influencer, min(owed[influencer], balance))


def _net(influencer: int, cents: int) -> None:
    """The transfer is named after the last entry of what is owed: that is netted once."""
    available = ledger.account(Kind.INFLUENCER_AVAILABLE, influencer=influencer)
    owed = ledger.account(Kind.INFLUENCER_RECEIVABLE, influencer=influencer)
    last = Entry.objects.filter(account=owed).order_by("-id").values_list("id", flat=True)[0]
    ledger.post("netting", f"net:{owed}:{last}", {available: -cents, owed: cents})
