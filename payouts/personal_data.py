"""Personal data in payouts: earnings, payouts, bank account; what keeps a person from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from marketplace.accounts.models import Influencer, User
from marketplace.personal_data.registry import Room, register
from marketplace.typography import euros
from payouts import ledger, netting
from payouts.ledger import Kind
from payouts.models import Hold, Payout, PayoutAccount


def register_room() -> None:
    register("money", Room(know, still_owed, forget))


def know(user: User) -> dict[str, Any]:
    influencer = Influencer.objects.filter(user=user).first()
    if influencer is None:
        return {}
    accounts = PayoutAccount.objects.filter(influencer=influencer)
    fields = ("holder", "street", "postcode", "city", "country", "iban_masked", "changed_at")
    payouts = Payout.objects.filter(influencer=influencer)
    holds = Hold.objects.filter(claim__influencer=influencer)
    return {
        "pending_cents": ledger.balance(Kind.INFLUENCER_PENDING, influencer=influencer.pk),
        "available_cents": ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk),
        "owed_cents": netting.owed_cents(influencer.pk),
        "bank_account": accounts.values(*fields).first(),
        "payouts": list(payouts.values("cents", "iban_masked", "run__status", "run__sent_at")),
        "holds": list(holds.values("claim__campaign__title", "cents", "due_at")),
    }


def still_owed(user: User) -> Iterable[str]:
    influencer = Influencer.objects.filter(user=user).first()
    if influencer is not None:
        yield from _owed_to(influencer)
    for mine in user.memberships.select_related("organisation"):
        others = mine.organisation.memberships.exclude(user=user)
        cents = ledger.balance(Kind.BRAND_FUNDS, organisation=mine.organisation_id)
        if cents and not others.exists():
            yield _("%(name)s still has %(amount)s with us. Ask for them back first.") % {
                "name": mine.organisation.name,
                "amount": euros(cents),
            }


def _owed_to(influencer: Influencer) -> Iterable[str]:
    pending = ledger.balance(Kind.INFLUENCER_PENDING, influencer=influencer.pk)
    if pending:
        yield _("%(amount)s of yours are still pending. Wait until they are paid.") % {
            "amount": euros(pending)
        }
    available = ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk)
    if available:
        yield _("%(amount)s of yours are to be paid. Wait until they are.") % {
            "amount": euros(available)
        }
    owed = netting.owed_cents(influencer.pk)
    if owed:
        yield _("You owe %(amount)s for clicks that were not valid.") % {"amount": euros(owed)}
    if Payout.objects.filed().filter(influencer=influencer).exists():
        yield _("A payout to you is on its way to the bank.")


def forget(user: User) -> None:
    """The bank account goes; payment files keep it, encrypted, as long as the law demands."""
    PayoutAccount.objects.filter(influencer__user=user).delete()
