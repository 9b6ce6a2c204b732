"""The receipt on the first page: made up, and called an example there."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.drawing.receipt import Reason, Receipt
from marketplace.typography import euros

RATE_CENTS = 35


def example_receipt() -> Receipt:
    paid = Reason(_("Paid at %(rate)s") % {"rate": euros(RATE_CENTS)}, 91, "paid")
    lines = [
        paid,
        Reason(_("Link previews"), 12),
        Reason(_("Same person, less than 24 h"), 8),
        Reason(_("Robots"), 4),
        Reason(_("Being reviewed"), 3, "held"),
    ]
    received = sum(line.clicks for line in lines)
    return Receipt(received, lines, paid.clicks * RATE_CENTS, timezone.now())
