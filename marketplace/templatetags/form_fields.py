"""What form templates need to know of a field."""

from collections.abc import Iterable

from django.forms import BaseForm, BoundField
from django.template import Library
from django.utils.safestring import SafeString

register = Library()

KINDS = {"checkbox": "check", "radioselect": "choices", "checkboxselectmultiple": "choices"}


@register.filter
def kind(field: BoundField) -> str:
    """How the field is laid out: `check`, `choices` or `box`."""
    return KINDS.get(field.widget_type, "box")


@register.filter
def affix(field: BoundField) -> str:
    """The unit shown inside the box, such as €: the widget's `data-affix`."""
    return str(field.field.widget.attrs.get("data-affix", ""))


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether to say "(optional)": not of a field that a later step asks for (`data-needed`)."""
    return not field.field.required and "data-needed" not in field.field.widget.attrs


# Boxes that everybody knows: allauth repeats their labels inside of them, in other words.
KNOWN = {"email", "username", "current-password", "new-password", "one-time-code"}


@register.simple_tag
def field_box(field: BoundField) -> SafeString:
    """The widget, without a placeholder that only echoes the label above it."""
    attrs = field.field.widget.attrs
    echo = attrs.get("autocomplete") in KNOWN or str(attrs.get("placeholder")) == str(field.label)
    return field.as_widget(attrs={"placeholder": False} if echo else None)


@register.filter
def fields_named(form: BaseForm, names: Iterable[str]) -> list[BoundField]:
    """The fields of these names, in their order."""
    return [form[name] for name in names]


@register.filter
def any_errors(form: BaseForm, names: Iterable[str]) -> bool:
    """Whether one of these fields is wrong: what is folded away must then be open."""
    return any(form[name].errors for name in names)
