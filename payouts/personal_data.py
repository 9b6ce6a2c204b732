"""Personal data in payouts: earnings, payouts, bank account; what keeps a person from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Claim
from marketplace.accounts.models import Influencer, User
from marketplace.personal_data.registry import Obstacle, Room, register
from marketplace.typography import day, euros
from payouts import last_balance, ledger, netting, payout_runs
from payouts.ledger import Kind
from payouts.models import Hold, LastPayout, Payout, PayoutAccount, SetAside, Waiver
from payouts.payout_runs import LEAST_CENTS


def register_room() -> None:
    register("money", Room(know, still_owed, forget, last_balance.withdraw))


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
        "waived": list(Waiver.objects.filter(influencer=influencer).values("cents", "created_at")),
        "last_payouts": list(
            LastPayout.objects.filter(influencer=influencer).values("created_at", "withdrawn_at")
        ),
        "holds": list(holds.values("claim__campaign__title", "cents", "due_at")),
    }


def still_owed(user: User) -> Iterable[Obstacle]:
    influencer = Influencer.objects.filter(user=user).first()
    if influencer is not None:
        yield from _owed_to(influencer)
    for mine in user.memberships.select_related("organisation"):
        others = mine.organisation.memberships.exclude(user=user)
        cents = ledger.balance(Kind.BRAND_FUNDS, organisation=mine.organisation_id)
        if cents and not others.exists():
            words = _("%(name)s still has %(amount)s with us. Spend them on a campaign, or invite a"
                      " colleague and make them an owner: the funds are theirs then.")  # fmt: skip
            yield Obstacle(
                words % {"name": mine.organisation.name, "amount": euros(cents)},
                reverse("payouts:funds"),
                _("See the budget"),
            )


def _owed_to(influencer: Influencer) -> Iterable[Obstacle]:
    """Each sum, who must act, and until when; what they owe to us keeps nobody (decision 0060)."""
    yield from _pending(influencer)
    available = ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk)
    available = max(0, available - netting.owed_cents(influencer.pk))
    if available:
        yield _available(influencer, available)
    if Payout.objects.filed().filter(influencer=influencer).exists():
        yield Obstacle(_("A payout to you is on its way to the bank: finance hands it over."))


def _pending(influencer: Influencer) -> Iterable[Obstacle]:
    claims = Claim.objects.filter(influencer=influencer)
    aside = sum(SetAside.objects.filter(claim__in=claims).values_list("cents", flat=True))
    pending = ledger.balance(Kind.INFLUENCER_PENDING, influencer=influencer.pk) - aside
    if pending:
        open_holds = Hold.objects.filter(claim__in=claims, released_by=None, cents__gt=0)
        until = open_holds.aggregate(at=Max("due_at"))["at"]
        words = _("%(amount)s of yours are still pending, until %(day)s. You need only wait.")
        shown = {"amount": euros(pending), "day": day(until) if until else "–"}
        yield Obstacle(words % shown, reverse("payouts:earnings"), _("See my earnings"))
    if aside:
        words = _("%(amount)s of yours are set aside: a person of Franc decides about their clicks,"
                  " or the time to appeal must pass.")  # fmt: skip
        yield Obstacle(words % {"amount": euros(aside)})


def _available(influencer: Influencer, cents: int) -> Obstacle:
    amount, url = {"amount": euros(cents)}, reverse("payouts:last_balance")
    if payout_runs.suspended().filter(pk=influencer.pk).exists():
        words = _("%(amount)s of yours wait while you are suspended: a person of Franc decides.")
        return Obstacle(words % amount)
    asked = LastPayout.objects.asked().filter(influencer=influencer).exists()
    if cents < LEAST_CENTS and not asked:
        words = _("%(amount)s of yours are available, less than we pay out: have them paid all the"
                  " same, or waive them.")  # fmt: skip
        return Obstacle(words % amount, url, _("Choose"))
    if not PayoutAccount.objects.filter(influencer=influencer).exists():
        words = _("%(amount)s of yours are to be paid: tell us where to.")
        return Obstacle(words % amount, reverse("payouts:payout_account"), _("Add my IBAN"))
    words = _("%(amount)s of yours are to be paid: they leave with the next payout.")
    return Obstacle(words % amount, reverse("payouts:earnings"), _("See my earnings"))


def forget(user: User) -> None:
    """The bank account goes; payment files keep it, encrypted, as long as the law demands."""
    PayoutAccount.objects.filter(influencer__user=user).delete()
