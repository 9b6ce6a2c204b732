"""Where an influencer is paid: an IBAN that is checked, encrypted and only ever shown masked."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from marketplace import encryption
from payouts.models import PayoutAccount


def check_iban(text: str) -> str:
    """Return the IBAN without spaces. Raises ValidationError.

    Its checksum and its national check digits must be right (ISO 13616); sepaxml would let a
    wrong checksum pass.
    """
    try:
        iban = IBAN(text, validate_bban=True)
    except SchwiftyException as error:
        raise ValidationError(
            _("This is not a valid IBAN: look for a missing or swapped digit."), code="iban"
        ) from error
    if not iban.in_sepa_zone:
        raise ValidationError(_("We pay to accounts of the SEPA countries only."), code="sepa")
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
