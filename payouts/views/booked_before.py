"""What to tell finance when a bank reference was booked before: what, for whom, when, by whom."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from marketplace.names import before_stop
from marketplace.typography import euros, moment
from payouts import top_up_transfers
from payouts.ledger import Kind
from payouts.models import Transfer

PER_PAGE = 20


def say_booked_before(reference: str) -> str:
    """Return the sentence, with a link to the transfer."""
    transfer = top_up_transfers.booked_under(reference)
    if transfer is None:
        return _("This reference was being booked in this moment: load the page again.")
    words = _(
        "Nothing was booked now: %(reference)s was booked before, on %(when)s%(by)s: %(amount)s"
        " for %(organisation)s."
    )
    said = words % {
        "reference": reference,
        "when": moment(transfer.created_at),
        "by": _by(transfer),
        "amount": euros(arrived_cents(transfer)),
        "organisation": before_stop(_organisation(transfer)),
    }
    return format_html('{} <a href="{}">{}</a>', said, address_of(transfer), _("See it"))


def is_the_same(reference: str, organisation_id: int, received_cents: int) -> bool:
    """Whether that reference was booked for this organisation and amount, VAT included."""
    transfer = top_up_transfers.booked_under(reference)
    if transfer is None or arrived_cents(transfer) != received_cents:
        return False
    accounts = (entry.account for entry in transfer.entries.all())
    return any(one.organisation_id == organisation_id for one in accounts)


def arrived_cents(transfer: Transfer) -> int:
    """What stood on the bank statement, in cents."""
    return -sum(e.amount_cents for e in transfer.entries.all() if e.account.kind == Kind.BANK)


def address_of(transfer: Transfer) -> str:
    """The page of the list on which the transfer stands, and its place there."""
    newer = Transfer.objects.filter(kind="top_up", pk__gt=transfer.pk).count()
    return f"{reverse('payouts:top_ups')}?page={newer // PER_PAGE + 1}#transfer-{transfer.pk}"


def _by(transfer: Transfer) -> str:
    """Announced transfers know who booked them; of the others only the time is kept."""
    try:
        by = transfer.top_up.decided_by
    except ObjectDoesNotExist:
        return ""
    return _(" by %(name)s") % {"name": by} if by else ""


def _organisation(transfer: Transfer) -> str:
    accounts = (entry.account for entry in transfer.entries.all())
    return next((str(one.organisation) for one in accounts if one.organisation_id), "")
