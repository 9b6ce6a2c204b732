"""Step 8 of the way of a click: available balances become one payment file.

A payout is reserved in the ledger and written into its file in one transaction: a crash leaves
either neither or both, and no payout is ever in two files.
"""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from marketplace import encryption
from marketplace.accounts.models import Influencer, Suspension, User
from marketplace.paris_days import paris_today
from marketplace.states import Transitions
from payouts import leave_out, ledger, lock_available, netting, payment_file
from payouts.ledger import Kind
from payouts.models import Account, LastPayout, Payout, PayoutAccount, PayoutRun
from payouts.target_days import next_target_day

LEAST_CENTS = 1_000
RUN = Transitions({PayoutRun.Status.FILED: frozenset({PayoutRun.Status.SENT})})


class NothingToPay(Exception):
    """No influencer with a bank account has EUR 10 or more available."""


def payable() -> list[tuple[PayoutAccount, int]]:
    """Return bank accounts with the cents available to them, EUR 10 and more.

    And less for who leaves and asked for it (payouts/last_balance.py). Less what they owe. While
    somebody is suspended their money stays where it is.
    """
    owed, leaving = netting.debts(), below_minimum()
    balances = Account.objects.filter(
        Q(balance_cents__gte=LEAST_CENTS) | Q(influencer__in=leaving),
        kind=Kind.INFLUENCER_AVAILABLE,
    ).values_list("influencer_id", "balance_cents")
    net = {pk: balance - owed.get(pk, 0) for pk, balance in balances if pk}
    cents = {pk: balance for pk, balance in net.items() if balance >= least(pk, leaving)}
    accounts = PayoutAccount.objects.filter(influencer__in=cents).order_by("influencer_id")
    accounts = accounts.exclude(influencer__in=suspended()).select_related("influencer__user")
    return [(account, cents[account.influencer_id]) for account in accounts]


def below_minimum() -> dict[int, int]:
    """Return influencer id -> id of their wish for one last payout, when nothing is pending."""
    pending = Account.objects.filter(kind=Kind.INFLUENCER_PENDING, balance_cents__gt=0)
    wishes = LastPayout.objects.asked().exclude(influencer__in=pending.values("influencer"))
    return dict(wishes.values_list("influencer_id", "pk"))


def least(influencer_id: int, leaving: dict[int, int]) -> int:
    """Return the least that is paid to somebody, in cents."""
    return 1 if influencer_id in leaving else LEAST_CENTS


def suspended() -> QuerySet[Influencer]:
    """Return the influencers whom nobody has restored."""
    lasting = Suspension.objects.lasting().filter(user__isnull=False)
    return Influencer.objects.filter(user__in=lasting.values("user"))


def sent_cents(influencer: Influencer) -> int:
    """Return what has left the bank for somebody, in cents."""
    sent = Payout.objects.sent().filter(influencer=influencer)
    return sent.aggregate(cents=Sum("cents"))["cents"] or 0


def create(by: User, on: date | None = None) -> PayoutRun:
    """Reserve every payable balance and write it into one pain.001 file.

    It is executed on `on`, today in Paris by default, or on the next day that banks are open.

    A payee whom no file can name is left out, and told; their money waits for the next run. Raises
    NothingToPay when nobody is left. Nothing leaves the bank yet: a person sends the file.
    """
    with transaction.atomic():
        lock_available.lock()
        netting.net_all()
        wanted, leaving = payable(), below_minimum()
        due = [
            (_payout(account, cents, leaving), account)
            for account, cents in leave_out.sound(wanted)
        ]
        if not due:
            raise NothingToPay
        file, due = payment_file.build_sound(due, next_target_day(on or paris_today()))
        paid = {account.pk for _, account in due}
        run = PayoutRun.objects.create(
            created_by=by,
            total_cents=sum(payout.cents for payout, _ in due),
            file_encrypted=encryption.wrap(file),
            file_sha256=hashlib.sha256(file).hexdigest(),
            left_out=leave_out.tell(one for one, _cents in wanted if one.pk not in paid),
        )
        for payout, _ in due:
            _reserve(payout, run)
    return run


def file_of(run: PayoutRun) -> bytes:
    """Return the bytes of the file as they were made."""
    return encryption.unwrap(bytes(run.file_encrypted))


def mark_sent(run: PayoutRun, by: User) -> None:
    """Book a run that was handed to the bank: its payouts leave clearing for the bank.

    Raises IllegalTransition or StateChanged when it was marked before.
    """
    with transaction.atomic():
        RUN.move(run, PayoutRun.Status.SENT, sent_by=by, sent_at=timezone.now())
        for payout in run.payouts.order_by("id"):
            transfer = ledger.post(
                "payout_sent",
                f"sent:{payout.pk}",
                {
                    ledger.account(Kind.PAYOUT_CLEARING): -payout.cents,
                    ledger.account(Kind.BANK): payout.cents,
                },
            )
            Payout.objects.filter(pk=payout.pk).update(sent_by=transfer)


def _payout(account: PayoutAccount, cents: int, leaving: dict[int, int]) -> Payout:
    return Payout(
        influencer_id=account.influencer_id,
        cents=cents,
        asked_for_id=leaving.get(account.influencer_id) if cents < LEAST_CENTS else None,
        iban_masked=account.iban_masked,
    )


def _reserve(payout: Payout, run: PayoutRun) -> None:
    payout.run = run
    payout.reserved_by_id = ledger.post(
        "payout",
        f"payout:{payout.pk}",
        {
            ledger.account(Kind.INFLUENCER_AVAILABLE, influencer=payout.influencer_id): (
                -payout.cents
            ),
            ledger.account(Kind.PAYOUT_CLEARING): payout.cents,
        },
    )
    payout.save(force_insert=True)
