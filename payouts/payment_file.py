"""The payment file: ISO 20022 pain.001.001.09, as the bank of the operator executes it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from schwifty import IBAN
from sepaxml import SepaTransfer

from payouts.bank_accounts import iban_of
from payouts.models import Payout, PayoutAccount
from payouts.sepa_text import sepa_text

SCHEMA = "pain.001.001.09"


def build(payouts: list[tuple[Payout, PayoutAccount]], on: date) -> bytes:
    """Return the XSD-valid file of these payouts, to be executed on `on`.

    One payout is one credit transfer; its id is the EndToEndId, by which a statement names it.
    Message ids are random, so a file is built once and its bytes kept. Addresses are structured
    (unstructured ones are rejected since 15 November 2026).
    """
    transfers = SepaTransfer(_debtor(), schema=SCHEMA, clean=True)
    for payout, account in payouts:
        transfers.add_payment(_payment(payout, account, on))
    return bytes(transfers.export(validate=True))


def _debtor() -> dict[str, object]:
    return {
        "name": sepa_text(settings.OPERATOR_NAME),
        "IBAN": settings.OPERATOR_IBAN,
        "BIC": str(IBAN(settings.OPERATOR_IBAN).bic or ""),
        "batch": True,
        "currency": "EUR",
        "address": {
            "country": "FR",
            "postcode": sepa_text(settings.OPERATOR_POSTCODE),
            "town": sepa_text(settings.OPERATOR_TOWN),
        },
    }


def _payment(payout: Payout, account: PayoutAccount, on: date) -> dict[str, object]:
    iban = iban_of(account)
    payment: dict[str, object] = {
        "name": sepa_text(account.holder),
        "IBAN": iban,
        "amount": payout.cents,
        "execution_date": on,
        "description": "Franc, liens sponsorises",
        "endtoend_id": payout.pk.hex,
        "address": {
            "street_name": sepa_text(account.street),
            "postcode": sepa_text(account.postcode),
            "town": sepa_text(account.city),
            "country": account.country,
        },
    }
    bic = IBAN(iban).bic
    return payment | ({"BIC": str(bic)} if bic else {})
