"""Tables that people open in a spreadsheet: CSV as their language has it, the one writer of it.

A French spreadsheet wants semicolons and a comma before decimals, an English one commas and a
point; both need the byte order mark to read UTF-8. What machines read is the API, not this.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from marketplace import typography

BOM = "\ufeff"
# A text that begins so would be computed (OWASP, CSV injection); full-width signs as well.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


class Euros(NamedTuple):
    """An amount in a cell, in integer cents."""

    cents: int


Cell = str | int | Euros | dt.date | dt.datetime | None


class Style(NamedTuple):
    """How a language writes its tables."""

    delimiter: str
    point: str
    day: str
    moment: str


STYLES = {
    "fr": Style(";", ",", "%d/%m/%Y", "%d/%m/%Y %H:%M"),
    "en": Style(",", ".", "%Y-%m-%d", "%Y-%m-%d %H:%M"),
}


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Return a table as a file to take along, in the language of the moment.

    Args:
        name: of the file, in the reader's language, without its ending.
        rows: texts, whole numbers, amounts, days, moments (as their own zone has them), or None.
    """
    content = BOM + csv_text(head, rows)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = str(content_disposition_header(True, f"{name}.csv"))
    return answer


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return the table as text (RFC 4180, with the delimiter of the language)."""
    style = STYLES.get(typography.locale().language, STYLES["en"])
    text = StringIO()
    writer = csv.writer(text, delimiter=style.delimiter)
    writer.writerow([_harmless(str(title)) for title in head])
    writer.writerows([_written(cell, style) for cell in row] for row in rows)
    return text.getvalue()


def _written(cell: Cell, style: Style) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Euros):
        return _decimal(cell.cents, style.point)
    if isinstance(cell, dt.datetime):
        return cell.strftime(style.moment)
    if isinstance(cell, dt.date):
        return cell.strftime(style.day)
    return str(cell) if isinstance(cell, int) else _harmless(cell)


def _decimal(cents: int, point: str) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}{point}{abs(cents) % 100:02}"


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" \u00a0\u202f").startswith(FORMULA) else text
