"""The payment file: ISO 20022 pain.001.001.09, as the bank of the operator executes it."""

from __future__ import annotations

from datetime import date

import structlog
from django.conf import settings
from schwifty import IBAN
from sepaxml import SepaTransfer

from payouts.bank_accounts import iban_of
from payouts.models import Payout, PayoutAccount
from payouts.sepa_text import sepa_text

log = structlog.get_logger(__name__)

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


def build_sound(
    payouts: list[tuple[Payout, PayoutAccount]], on: date
) -> tuple[bytes, list[tuple[Payout, PayoutAccount]]]:
    """Return the file of those payouts that the bank's schema takes, and these payouts.

    When it refuses the whole, each is built alone, and those that it refuses are left out. Raises
    what `build` raised when it would refuse any: then the cause is not a payee's.
    """
    try:
        return build(payouts, on), payouts
    except Exception:  # sepaxml raises no class of its own, xmlschema another
        sound = [one for one in payouts if _is_sound(one, on)]
        if not sound:
            raise
        return build(sound, on), sound


def _is_sound(one: tuple[Payout, PayoutAccount], on: date) -> bool:
    try:
        build([one], on)
    except Exception:
        log.exception("a payee is left out of the file", influencer=one[0].influencer_id)
        return False
    return True


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
