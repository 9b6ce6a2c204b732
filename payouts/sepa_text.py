"""Texts as a payment file may hold them: the SEPA character set.

Source: EPC217-08, "SEPA requirements for an extended character set": letters without accents,
digits and / - ? : ( ) . , ' + and the space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from text_unidecode import unidecode

from marketplace.pasted_codes import without_unseen

_OTHERS = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
_SLASHES = re.compile(r"/{2,}")
_LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9]")


def sepa_text(text: str) -> str:
    """Return `text` in the SEPA character set: "Élodie" becomes "Elodie".

    It can be longer than `text`: "œ" becomes "oe". No slash begins or ends it, and no two follow
    each other (EPC217-08, 6.2).
    """
    written = " ".join(_OTHERS.sub(" ", unidecode(without_unseen(text))).split())
    return _SLASHES.sub("/", written).strip("/ ")


def is_readable(text: str) -> bool:
    """Whether anything readable of `text` is left in a payment file."""
    return bool(_LETTER_OR_DIGIT.search(sepa_text(text)))


@dataclass(frozen=True)
class SepaText:
    """Validates what goes into a payment file, where it has `longest` characters at most."""

    longest: int

    def __call__(self, text: str) -> None:
        if not is_readable(text):
            words = _("A bank cannot read this: use letters and digits.")
            raise ValidationError(words, code="sepa")
        length = len(sepa_text(text))
        if length > self.longest:
            raise ValidationError(
                _("In the letters that banks write (œ is oe there), this has %(length)s characters;"
                  " they take %(longest)s."),
                code="long", params={"length": length, "longest": self.longest},
            )  # fmt: skip
