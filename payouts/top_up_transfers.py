"""A brand announces a transfer, and finance books it when it stands on the bank statement."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

from marketplace.accounts import team_permissions
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.team_permissions import Act
from marketplace.money import part_of
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import filled, notify
from marketplace.states import IllegalTransition, Transitions
from marketplace.typography import euros
from payouts import escrow, ledger
from payouts.ledger import IdempotencyConflict
from payouts.models import TopUp, Transfer
from payouts.vat import vat_of

Status = TopUp.Status
TOP_UP = Transitions({Status.WAITING: frozenset({Status.BOOKED, Status.CANCELLED})})
# Capital letters and digits that nobody confuses on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 10


class OtherAmount(Exception):
    """What arrived is not what was announced; nothing was booked."""


class SentBefore(Exception):
    """The same form was sent before, with another amount or for another organisation."""


def announce_top_up(organisation: Organisation, net_cents: int, by: User, key: UUID) -> TopUp:
    """Announce a transfer of `net_cents` plus VAT, once per `key`. Raises SentBefore."""
    vat = vat_of(organisation)
    try:
        with transaction.atomic():
            return TopUp.objects.create(
                organisation=organisation,
                reference=new_reference(),
                net_cents=net_cents,
                vat_bps=vat.bps,
                vat_cents=part_of(net_cents, vat.bps),
                key=key,
                asked_by=by,
            )
    except IntegrityError:
        made = TopUp.objects.filter(key=key, organisation=organisation).first()
    if made is None or made.net_cents != net_cents:
        raise SentBefore
    return made


def cancel(top_up: TopUp, by: User) -> None:
    """Take an announcement back. Raises IllegalTransition or StateChanged."""
    TOP_UP.move(top_up, Status.CANCELLED, decided_by=by, decided_at=timezone.now())


def book_top_up(top_up: TopUp, received_cents: int, bank_reference: str, by: User) -> None:
    """Book what arrived at the bank, `received_cents` including VAT, and tell the brand.

    Raises OtherAmount, ledger.IdempotencyConflict (the bank's reference was booked before),
    IllegalTransition or StateChanged.
    """
    if top_up.status != Status.WAITING:
        raise IllegalTransition(top_up.status, Status.BOOKED)
    if received_cents != top_up.gross_cents:
        raise OtherAmount(top_up.gross_cents)
    if ledger.booked(f"top_up:{bank_reference}"):
        raise IdempotencyConflict(bank_reference)
    try:
        with transaction.atomic():
            _book(top_up, bank_reference, by)
            _tell(top_up)
    except IntegrityError as error:  # booked by a colleague in this very moment
        raise IdempotencyConflict(bank_reference) from error


def booked_under(bank_reference: str) -> Transfer | None:
    """Return the transfer that was booked under a bank's reference, whoever it was for."""
    found = Transfer.objects.filter(idempotency_key=f"top_up:{bank_reference}")
    entries = "entries__account__organisation"
    return found.select_related("top_up__decided_by").prefetch_related(entries).first()


def _book(top_up: TopUp, bank_reference: str, by: User) -> None:
    transfer = escrow.top_up(
        top_up.organisation_id, top_up.net_cents, bank_reference, top_up.vat_cents
    )
    TOP_UP.move(
        top_up,
        Status.BOOKED,
        transfer_id=transfer,
        bank_reference=bank_reference,
        decided_by=by,
        decided_at=timezone.now(),
    )


def new_reference() -> str:
    """Return a creditor reference whose check digits every bank verifies (ISO 11649)."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return str(iso11649.validate(f"RF{mod_97_10.calc_check_digits(f'{body}RF')}{body}"))


def _tell(top_up: TopUp) -> None:
    roles = team_permissions.ALLOWED[Act.MONEY]
    members = top_up.organisation.memberships.filter(role__in=roles).select_related("user")
    for member in members:
        notify(
            member.user,
            filled(
                _("Your transfer of %(amount)s has arrived"),
                amount=lazy(euros, str)(top_up.gross_cents),
            ),
            [filled(_("%(net)s are in your funds now."), net=lazy(euros, str)(top_up.net_cents))],
            reverse("payouts:funds"),
            _("See the budget"),
            topic=Topic.MONEY,
        )
