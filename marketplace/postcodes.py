"""Postcodes of the countries where people may live who join: read as typed, kept as written there.

As of 2026-12-01, from the addressing pages of the Universal Postal Union, country by country. A
library would bring two hundred countries for our twelve. To keep it: a line for each new country
of `marketplace.audience.Country`, in the order of that list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.audience import Country
from marketplace.pasted_codes import read_code, read_reference

AS_OF = date(2026, 12, 1)


@dataclass(frozen=True)
class Postcode:
    """`pattern` is of the letters and digits alone; `parts` says how they are written.

    `letters` are those of the country's cars, which stand before the code on envelopes: F-75011.
    """

    letters: str
    pattern: str
    example: str
    parts: str = r"\g<0>"


POSTCODES = {
    Country.FRANCE: Postcode("F", r"\d{5}", "75011"),
    Country.BELGIUM: Postcode("B", r"[1-9]\d{3}", "1000"),
    Country.SWITZERLAND: Postcode("CH", r"[1-9]\d{3}", "1204"),
    Country.LUXEMBOURG: Postcode("L", r"\d{4}", "1009"),
    Country.GERMANY: Postcode("D", r"\d{5}", "10115"),
    Country.SPAIN: Postcode("E", r"(?:0[1-9]|[1-4]\d|5[0-2])\d{3}", "28013"),
    Country.ITALY: Postcode("I", r"\d{5}", "00184"),
    Country.NETHERLANDS: Postcode("NL", r"([1-9]\d{3})([A-Z]{2})", "1012 AB", r"\1 \2"),
    Country.PORTUGAL: Postcode("P", r"([1-9]\d{3})(\d{3})", "1100-148", r"\1-\2"),
    Country.AUSTRIA: Postcode("A", r"[1-9]\d{3}", "1010"),
    Country.IRELAND: Postcode("IRL", r"([A-Z]\d[\dW])([A-Z\d]{4})", "D02 AF30", r"\1 \2"),
    Country.POLAND: Postcode("PL", r"(\d{2})(\d{3})", "00-950", r"\1-\2"),
}


def read_postcode(typed: str, country: str) -> str:
    """Return a postcode as it is written in `country`, an ISO 3166-1 alpha-2 code.

    Raises ValidationError, with an example, for what is none there. One of a country that we do
    not know is kept as it was typed.
    """
    if country not in POSTCODES:
        return read_reference(typed)
    wanted = POSTCODES[Country(country)]
    before = f"(?:{country}|{wanted.letters})?"
    found = re.fullmatch(f"{before}(?P<code>{wanted.pattern})", read_code(typed), re.ASCII)
    if found is None:
        raise ValidationError(
            _("%(country)s: a postcode is written like %(example)s."),
            code="postcode",
            params={"country": Country(country).label, "example": wanted.example},
        )
    return re.sub(wanted.pattern, wanted.parts, found["code"])
