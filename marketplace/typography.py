"""How amounts, numbers and dates are written, in the reader's language.

The one door to Babel. Amounts are integer cents of euros and nothing here computes money: it
only writes it. French keeps its narrow no-break spaces (U+202F), so that 1 121,89 € never breaks
at the end of a line; English readers get European English (4 June, 18:40).
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"


def locale() -> Locale:
    """Babel's locale for the active language."""
    language = get_language() or "en"
    return Locale.parse(LOCALES.get(language, language), sep="-" if "-" in language else "_")


def narrow(text: str) -> str:
    """The text with French spacing: every no-break space is a narrow one."""
    return text.replace(NO_BREAK, NARROW_NO_BREAK) if locale().language == "fr" else text


def colon() -> str:
    """A colon after a word: French puts a narrow no-break space before it."""
    return f"{NARROW_NO_BREAK}:" if locale().language == "fr" else ":"


def euros(cents: int) -> str:
    """Cents as euros with both decimals: 1 121,89 €."""
    return _currency(Decimal(cents) / 100, decimals=2)


def euros_short(cents: int) -> str:
    """Cents as euros, without decimals where there are none: 50 €, but 0,35 €."""
    return _currency(Decimal(cents) / 100, decimals=2 if cents % 100 else 0)


def euros_typed(cents: int) -> str:
    """Cents as one would type them into a box: 0,35 in French, 0.35 in English, 50 for 50 €."""
    decimals = 2 if cents % 100 else 0
    text = f"{Decimal(cents) / 100:.{decimals}f}"
    return text.replace(".", ",") if locale().language == "fr" else text


def euros_each(cents: int, count: int) -> str:
    """What one of `count` things cost, to a tenth of a cent: 0,385 €; a dash when there is none."""
    if not count:
        return "–"
    each = Decimal(cents) / (100 * count)
    return _currency(each.quantize(Decimal("0.001"), ROUND_HALF_UP), decimals=3)


def number(value: int) -> str:
    """A whole number with its thousands apart: 2 914."""
    return narrow(format_decimal(value, locale=locale()))


def percent(basis_points: int) -> str:
    """Basis points as a percentage: 1000 is 10 %."""
    pattern = locale().percent_formats[None].pattern.replace("#,##0", "#,##0.##")
    share = Decimal(basis_points) / 10_000
    return narrow(format_percent(share, format=pattern, locale=locale()))


def day(value: dt.date | dt.datetime) -> str:
    """A day in a sentence: 4 juin, 1er juin; with its year when it is not this year."""
    date = local_date(value)
    year = "" if date.year == timezone.localdate().year else f" {date.year}"
    if locale().language == "fr" and date.day == 1:
        return "1er " + format_date(date, "MMMM", locale=locale()) + year
    return format_date(date, "d MMMM", locale=locale()) + year


def short_day(value: dt.date | dt.datetime) -> str:
    """A day on an axis or in a column: 8 mai, 14 sept."""
    return narrow(format_date(local_date(value), "d MMM", locale=locale()))


def month_words(value: dt.date) -> str:
    """A month in a heading: novembre 2026."""
    words = format_date(value, "LLLL yyyy", locale=locale())
    return words[:1].upper() + words[1:]


def clock(value: dt.datetime) -> str:
    """The time of day: 18:40."""
    return format_time(timezone.localtime(value), "HH:mm", locale=locale())


def moment(value: dt.datetime) -> str:
    """A day and its time: 28 mai, 18:40."""
    return f"{day(value)}, {clock(value)}"


def ago(value: dt.datetime) -> str:
    """How long ago, in one unit: il y a 3 heures."""
    gone = value - timezone.now()
    return narrow(format_timedelta(gone, granularity="minute", add_direction=True, locale=locale()))


def local_date(value: dt.date | dt.datetime) -> dt.date:
    """The calendar day of a date, or of a moment in the current time zone."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _currency(amount: Decimal, decimals: int) -> str:
    fraction = "." + "0" * decimals if decimals else ""
    pattern = locale().currency_formats["standard"].pattern.replace(".00", fraction)
    return narrow(format_currency(amount, "EUR", pattern, locale=locale(), currency_digits=False))
