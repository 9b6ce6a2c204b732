"""Company numbers: a SIREN, or a VAT number of the European Union, in the one form that is kept.

Format and check digits only (python-stdnum); whether the number exists is asked of a register.
A SIRET is kept as its SIREN. Greek VAT numbers begin with EL (directive 2006/112/EC, art. 215),
though many write GR, the country's code elsewhere.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siren, siret, tva

from marketplace.pasted_codes import read_code

LABELS = ("SIREN/SIRET", "SIRET", "SIREN", "TVA", "VATIN", "VAT", "TIN", "UID")
OF_SIREN, OF_SIRET = 9, 14  # digits; a SIRET begins with its SIREN


def compact(typed: str) -> str:
    """Return what was pasted as a number in capitals, alone."""
    return read_code(typed, LABELS)


def clean(typed: str) -> str:
    """Return the number as it is kept: a SIREN's nine digits, or country and VAT number.

    Raises ValidationError in words for the person who typed it.
    """
    number = compact(typed)
    if number.startswith("GB"):
        raise ValidationError(
            _("British VAT numbers are not in the European register: write to us, and a person"
              " looks at yours."),
            code="british",
        )  # fmt: skip
    try:
        return _siren(number) if number.isdigit() else canonical(str(vat.validate(number)))
    except NotANumber as error:
        raise ValidationError(
            _("This is neither a SIREN (nine digits) nor a VAT number of the European Union (two"
              " letters, then digits): look for a missing or swapped one."),
            code="number",
        ) from error  # fmt: skip


def by_hand(typed: str) -> str:
    """Return a number that a reviewer confirms: canonical where we know its kind, else compact.

    Raises ValidationError for what has no letter or digit.
    """
    try:
        return clean(typed)
    except ValidationError:
        number = compact(typed)
    if not any(one.isalnum() for one in number):
        raise ValidationError(_("Write the number in letters and digits."), code="number")
    return number


def siren_of(typed: str) -> str:
    """Return the SIREN of a SIREN, a SIRET, or a French VAT number. Raises ValidationError."""
    number = compact(typed)
    try:
        return _siren(siren_in(number) or number)
    except NotANumber as error:
        raise ValidationError(
            _("This is not a SIREN number: look for a missing or swapped digit."), code="siren"
        ) from error


def siren_in(number: str) -> str:
    """Return the SIREN that a canonical number holds: itself, or the end of a French VAT number.

    '' when it holds none, as those of Monaco (FR, two digits, 000) and of other countries.
    """
    if number.isdigit():
        return number
    is_french = number.startswith("FR") and tva.is_valid(number)
    return number[4:] if is_french and siren.is_valid(number[4:]) else ""


def siren_meant(words: str) -> str:
    """Return the SIREN, or its beginning, that somebody looks for; '' when they gave no number."""
    number = compact(words)
    return number[:OF_SIREN] if number.isdigit() else siren_in(number)


def canonical(number: str) -> str:
    """Return a VAT number with the country code of the register: EL for Greece."""
    return f"EL{number[2:]}" if number.startswith("GR") else number


def vat_number(number: str) -> str:
    """Return the VAT number under which a register knows `number`: FR, two digits and the SIREN."""
    if number.isdigit():
        return f"FR{siren.to_tva(number)}".replace(" ", "")
    return canonical(number)


def _siren(number: str) -> str:
    if len(number) == OF_SIRET:
        return str(siret.to_siren(siret.validate(number)))
    return str(siren.validate(number))
