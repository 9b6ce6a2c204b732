"""Company numbers: a SIREN, or a VAT number of the European Union.

Format and check digits only (python-stdnum); whether the number exists is asked of a register.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siren


def clean(typed: str) -> str:
    """Return the number without spaces, in capitals.

    Raises ValidationError in words for the person who typed it.
    """
    compact = "".join(typed.split()).upper()
    try:
        return str(siren.validate(compact) if compact.isdigit() else vat.validate(compact))
    except NotANumber as error:
        raise ValidationError(
            _("This is neither a SIREN (nine digits) nor a VAT number of the European Union (two"
              " letters, then digits): look for a missing or swapped one."),
            code="number",
        ) from error  # fmt: skip


def vat_number(number: str) -> str:
    """Return the VAT number under which a register knows `number`: FR, two digits and the SIREN."""
    return f"FR{siren.to_tva(number)}".replace(" ", "") if number.isdigit() else number
