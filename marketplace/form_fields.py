"""Fields that people fill in as they speak: euros, days, words.

No rounding happens here: an amount with more than two decimals is refused, not rounded.
"""

import datetime as dt
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace import typography
from marketplace.money import Ambiguous, Negative, NotAnAmount, TooManyDecimals, parse_cents
from marketplace.names import clean_name
from marketplace.typed_numbers import NotANumber, parse_whole_number

LONGEST_SHOWN = 40  # characters of what was typed, in the sentence that refuses it


_WHY = {Ambiguous: "ambiguous", TooManyDecimals: "decimals", Negative: "negative"}


def shortened(typed: str) -> str:
    """Return what was typed as a sentence can show it: on one line, its beginning alone."""
    words = " ".join(typed.split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


class EuroField(forms.IntegerField):
    """An amount typed in euros (0,35 or 0.35 or 0€35 or 1 200 €), cleaned to integer cents.

    `lowest` and `highest` are in cents. Raises ValidationError for what is not plainly one amount.
    """

    default_error_messages = {
        "invalid": _("We cannot read “%(typed)s” as one amount: write it as %(price)s or %(sum)s."),
        "decimals": _("“%(typed)s” has more than two decimals: write it as %(price)s."),
        "ambiguous": _(
            "“%(typed)s” can be read in two ways: write thousands as %(sum)s, and cents with two"
            " digits, as %(price)s."
        ),
        "negative": _("Write the amount without a minus sign, as %(price)s."),
        "too_low": _("At least %(limit)s."),
        "too_high": _("At most %(limit)s."),
    }

    def __init__(self, *, lowest: int | None = None, highest: int | None = None, **kwargs: Any):
        self.lowest, self.highest = lowest, highest
        attrs = {"inputmode": "decimal", "autocomplete": "off", "data-affix": "€"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """Cents for the text typed; None when it is empty."""
        if value in self.empty_values:
            return None
        try:
            return parse_cents(str(value))
        except NotAnAmount as error:
            code = _WHY.get(type(error), "invalid")
            raise ValidationError(
                self.error_messages[code],
                code=code,
                params={
                    "typed": shortened(str(value)),
                    "price": typography.euros_typed(35),
                    "sum": typography.euros_typed(120_050),
                },
            ) from None

    def validate(self, value: int | None) -> None:
        """Raise ValidationError outside the limits, which are named in euros."""
        super().validate(value)
        if value is None:
            return
        if self.lowest is not None and value < self.lowest:
            self._refuse("too_low", self.lowest)
        if self.highest is not None and value > self.highest:
            self._refuse("too_high", self.highest)

    def _refuse(self, code: str, limit: int) -> NoReturn:
        limit_words = {"limit": typography.euros_short(limit)}
        raise ValidationError(self.error_messages[code], code=code, params=limit_words)

    def prepare_value(self, value: Any) -> Any:
        """The text shown in the box for cents; what was typed stays as it was typed."""
        return typography.euros_typed(value) if isinstance(value, int) else value


class CountField(forms.IntegerField):
    """A whole number of people, days or things: 1200, 1 200, 1.200 or 1,200.

    A text box, since a box for numbers empties itself of whatever its browser cannot read.
    """

    default_error_messages = {
        "invalid": _("We cannot read “%(typed)s” as a number: write it in full, as 1200."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number typed; None when it is empty."""
        if value in self.empty_values:
            return None
        try:
            return parse_whole_number(str(value))
        except NotANumber:
            params = {"typed": shortened(str(value))}
            raise ValidationError(self.error_messages["invalid"], "invalid", params) from None


class DayField(forms.DateField):
    """A day, picked in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """ISO 8601, the one format that a date box takes."""
        return value.isoformat() if isinstance(value, dt.date) else value


class WordsField(forms.CharField):
    """Words separated by commas, cleaned to a list without repetitions, in the order typed."""

    def to_python(self, value: Any) -> Any:
        """The list of words; [] when the box is empty."""
        words = value if isinstance(value, list) else str(value or "").split(",")
        return list(dict.fromkeys(filter(None, map(clean_name, words))))

    def validate(self, value: Any) -> None:
        """Only the list as a whole can be missing; CharField's own validators want text."""
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """Each word is checked by itself."""
        for word in value:
            super().run_validators(word)

    def prepare_value(self, value: Any) -> Any:
        """The words with a comma and a space between them."""
        return ", ".join(value) if isinstance(value, list) else value
