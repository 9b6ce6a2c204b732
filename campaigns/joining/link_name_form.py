"""The name of a link."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.names import NameFormField


class LinkForm(forms.Form):
    label = NameFormField(
        label=_("Name of the link"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Only you see it: story, bio, the group of my street…"),
    )
