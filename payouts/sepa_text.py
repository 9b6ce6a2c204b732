"""Texts as a payment file may hold them: the SEPA character set.

Source: EPC217-08, "SEPA requirements for an extended character set": letters without accents,
digits and / - ? : ( ) . , ' + and the space.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from text_unidecode import unidecode

_OTHERS = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
_LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9]")


def sepa_text(text: str) -> str:
    """Return `text` in the SEPA character set: "Élodie" becomes "Elodie"."""
    return " ".join(_OTHERS.sub(" ", unidecode(text)).split())


def check_sepa_text(text: str) -> None:
    """Raise ValidationError when nothing readable of `text` would be left in a payment file."""
    if not _LETTER_OR_DIGIT.search(sepa_text(text)):
        raise ValidationError(_("A bank cannot read this: use letters and digits."), code="sepa")
