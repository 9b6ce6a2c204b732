"""Two people changed one campaign: what is saved stands beside what was typed, nothing is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from campaigns.drafts.save_draft import Conflict, StepForm
from campaigns.models import Campaign


def show_conflict(form: StepForm, conflict: Conflict, *, editable: bool = True) -> None:
    """Say beside each field what is saved now; the form sent again has seen it, and counts.

    `editable` is False when the form cannot be saved any more.
    """
    now = conflict.made
    if now is None or not editable:
        form.add_error(None, Conflict.too_late if now else Conflict.sent_before)
        return
    form.add_error(None, Conflict.words)
    for name in form.saved_fields:
        value = getattr(now, name)
        if name in form.fields and value != form.cleaned_data.get(name):
            form.add_error(name, _("Saved now: %(value)s") % {"value": _shown(form, name, value)})
    _seen(form, now)


def _seen(form: StepForm, now: Campaign) -> None:
    typed: Any = form.data
    data = typed.copy()
    data[form.add_prefix("version")] = str(now.version)
    form.data = data


def _shown(form: StepForm, name: str, value: Any) -> str:
    """Say a saved value as its field would let somebody write it."""
    field = form.fields[name]
    if value in (None, "", []):
        return _("nothing")
    if isinstance(field, forms.ChoiceField):
        return _chosen(field, value)
    return strip_tags(str(field.prepare_value(value)))


def _chosen(field: forms.ChoiceField, value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    words = dict(_flat(field.choices))
    return ", ".join(str(words.get(str(one), one)) for one in values)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices may stand in groups."""
    found: list[tuple[str, Any]] = []
    for value, words in choices:
        if isinstance(words, list | tuple):
            found.extend((str(code), name) for code, name in words)
        else:
            found.append((str(value), words))
    return found
