"""Where an influencer is paid: an IBAN that is checked, encrypted and only ever shown masked."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from marketplace import encryption
from marketplace.pasted_codes import read_code
from marketplace.sepa_countries import SEPA
from payouts.models import PayoutAccount


def check_iban(text: str) -> str:
    """Return an IBAN that was pasted, as it is kept: compact, in capitals. Raises ValidationError.

    Its checksum and its national check digits must be right (ISO 13616); sepaxml would let a
    wrong checksum pass.
    """
    typed = read_code(text, ("IBAN",))
    try:
        iban = IBAN(typed, validate_bban=True)
    except SchwiftyException as error:
        raise ValidationError(
            _("This is not a valid IBAN: look for a missing or swapped digit."), code="iban"
        ) from error
    if iban.country_code not in SEPA:
        raise ValidationError(
            _("We pay to accounts of the SEPA countries only: this one is of %(country)s."),
            code="sepa", params={"country": iban.country_code},
        )  # fmt: skip
    return str(iban.compact)


def mask(iban: str) -> str:
    """Return "FR76 •••• 0123": enough to recognise one's own account."""
    return f"{iban[:4]} •••• {iban[-4:]}"


def set_iban(account: PayoutAccount, iban: str) -> None:
    """Put a checked IBAN on `account` (not saved)."""
    account.iban_encrypted = encryption.wrap(iban.encode())
    account.iban_masked = mask(iban)
    account.fingerprint = encryption.fingerprint("iban", iban)


def iban_of(account: PayoutAccount) -> str:
    """Return the IBAN in clear, for a payment file and nothing else."""
    return encryption.unwrap(bytes(account.iban_encrypted)).decode()
