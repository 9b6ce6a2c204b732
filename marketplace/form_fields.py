"""Fields that people fill in as they speak: euros, days, words.

No rounding happens here: an amount with more than two decimals is refused, not rounded.
"""

import datetime as dt
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace import typography
from marketplace.money import NotAnAmount, TooManyDecimals, parse_cents
from marketplace.names import clean_name


class EuroField(forms.IntegerField):
    """An amount typed in euros (0,35 or 0.35 or 1 200 €), cleaned to integer cents.

    `lowest` and `highest` are in cents. Raises ValidationError for what is no amount.
    """

    default_error_messages = {
        "invalid": _("Write an amount in euros, such as 0.35 or 120."),
        "decimals": _("Euros have two decimals at most."),
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
        except TooManyDecimals:
            raise ValidationError(self.error_messages["decimals"], code="decimals") from None
        except NotAnAmount:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

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
