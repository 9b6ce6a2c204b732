"""Read what people paste: numbers, codes and addresses, with all that comes along unseen.

Copied from a bank's app, a mail or a PDF, an IBAN carries marks that turn the direction of text,
zero-width spaces, non-breaking spaces, dashes, and often its own name in front. None of it is
part of a code. What is left is checked by whoever knows the code: nothing is guessed here.
"""

from __future__ import annotations

import re
import unicodedata

# Hyphens that are no punctuation to Unicode: minus, hyphen bullet, modifier minus.
_MORE_DASHES = frozenset("\u2212\u2043\u02d7")
_DOTS = frozenset(".\u00b7\u2022\u2027\u2024")
# Drawn as nothing, though Unicode calls them letters or marks: fillers and variation selectors.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]")
# "N°", "n.", "no" and "no.", but neither the N of "VAT NL…" nor the NO of "NOK".
_NUMBER_WORDS = r"(?:n°|n\.|no\.?(?![a-z0-9])|num[ée]ro|number)"


def without_unseen(text: str) -> str:
    """Return `text` without format characters (Unicode's Cf) and trimmed; the rest stays as it is.

    For addresses and references, in which spaces and dashes say something.
    """
    shown = _UNSEEN.sub("", text)
    return "".join(one for one in shown if unicodedata.category(one) != "Cf").strip()


def read_code(text: str, labels: tuple[str, ...] = ()) -> str:
    """Return a code as it is compared: capitals, without spaces, dashes, dots or a label in front.

    Full-width forms become plain ones (NFKC). `labels` are the names that people copy with it,
    such as "IBAN"; "IBAN:", "N° IBAN" and "IBAN n°" are read as well.
    """
    plain = without_unseen(unicodedata.normalize("NFKC", text)).upper()
    if labels:
        plain = _label(labels).sub("", plain, count=1)
    return "".join(one for one in plain if not _is_between(one))


def read_digits(text: str) -> str:
    """Return a one-time code as it is compared: no spaces, no dashes, small letters stay small."""
    plain = without_unseen(unicodedata.normalize("NFKC", text))
    return "".join(one for one in plain if not _is_between(one))


def read_reference(text: str) -> str:
    """Return a bank's reference in capitals, words one space apart, every dash a hyphen.

    Spaces and dashes stay: "VIR 1-2" and "VIR 12" are two transfers.
    """
    plain = without_unseen(unicodedata.normalize("NFKC", text)).upper()
    plain = re.sub(r"^R[ÉE]F(?:[ÉE]RENCE)?\s*\.?\s*:", "", plain)
    return " ".join("".join("-" if _is_dash(one) else one for one in plain).split())


def _label(labels: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(label) for label in labels)
    words = rf"(?:{_NUMBER_WORDS}\s*(?:de\s+)?)?(?:{names})(?:\s+intra\w*|\s+{_NUMBER_WORDS})*"
    return re.compile(rf"^\s*{words}\s*[:=#]?\s*", re.IGNORECASE)


def _is_between(one: str) -> bool:
    """Whether a character only sets others apart: a space, a dash, a dot."""
    return one.isspace() or _is_dash(one) or one in _DOTS


def _is_dash(one: str) -> bool:
    return unicodedata.category(one) == "Pd" or one in _MORE_DASHES
