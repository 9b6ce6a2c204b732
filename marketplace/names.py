"""Names and titles that people type: one form for each, and something to be seen in it."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.visible_text import is_visible, loose_mark_at, unseen_at


def clean_name(text: str) -> str:
    """Return a name in its one form: composed letters (NFC), single plain spaces."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def before_stop(name: object) -> str:
    """Return a name as it stands before a full stop: “Lina M.” brings its own."""
    return str(name).removesuffix(".")


def check_name(text: str) -> None:
    """Raise ValidationError for a name that holds what nobody sees, or nothing that one sees."""
    unseen = unseen_at(text)
    if unseen is not None:
        words = _("There is an invisible character (%(code)s) %(where)s: delete it.")
        params = {"code": f"U+{ord(text[unseen]):04X}", "where": _where(text, unseen)}
        raise ValidationError(words, code="invisible", params=params)
    loose = loose_mark_at(text)
    if loose is not None:
        words = _("There is an accent without its letter %(where)s: write it again.")
        raise ValidationError(words, code="accent", params={"where": _where(text, loose)})
    if text and not is_visible(text):
        raise ValidationError(_("Nobody could read this: use letters or digits."), code="unseen")


def _where(text: str, at: int) -> Any:
    word = text[:at].split()[-1:] if at else []
    return _("after “%(word)s”") % {"word": word[0]} if word else _("at the beginning")


class NameFormField(forms.CharField):
    """A name that somebody types; what is wrong with it is said."""

    default_validators = [check_name]

    def to_python(self, value: Any) -> Any:
        """The name in its one form, before its length is looked at."""
        return clean_name(super().to_python(value) or "")


class NameField(models.CharField[str, str]):
    """A name or title that people typed, kept in its one form and checked with its model."""

    default_validators = [check_name]

    def deconstruct(self) -> Any:
        """To the database it is a text like others: no migration follows from what is checked."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def to_python(self, value: Any) -> Any:
        """The name in its one form; None stays None."""
        text = super().to_python(value)
        return clean_name(text) if isinstance(text, str) else text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What is written is what the row has afterwards, too."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean_name(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        """Forms of the model ask for it as other forms do."""
        return super().formfield(**{"form_class": NameFormField, **kwargs})
