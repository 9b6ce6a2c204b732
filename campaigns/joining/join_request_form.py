"""What somebody may say to a brand when they ask to join."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.plain_text import ProseField


class JoinForm(forms.Form):
    words = ProseField(
        label=_("A word to the brand"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
