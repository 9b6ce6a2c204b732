"""What people type: a message, the address of a post, a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from campaigns.models import Post
from marketplace.plain_text import no_direction_marks


class MessageForm(forms.Form):
    body = forms.CharField(
        label=_("My message"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
        validators=[no_direction_marks],
    )  # fmt: skip


class DecisionForm(forms.Form):
    """A reviewer's decision; a refusal says why, in at most 1,000 characters."""

    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])
    reason = forms.CharField(max_length=1_000, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "refuse" and not data.get("reason") and not self.errors:
            self.add_error("reason", _("Say why: the person is told."))
        return data

    @property
    def approved(self) -> bool:
        return bool(self.cleaned_data["decision"] == "approve")

    @property
    def what_is_wrong(self) -> str:
        """The first error, in words."""
        return str(next(iter(self.errors.values()))[0])


class PostForm(forms.ModelForm[Post]):
    url = forms.URLField(
        label=_("Address of the post"), max_length=500, assume_scheme="https",
        help_text=_("Open your post, choose “Copy link”, and paste it here."),
        validators=[URLValidator(schemes=["https"])],
    )  # fmt: skip

    class Meta:
        model = Post
        fields = ["url"]


class DisputeForm(forms.Form):
    """What a brand finds wrong with a claim's clicks, in at most 1,000 characters."""

    reason = forms.CharField(
        max_length=1_000,
        error_messages={"required": _("Say what you saw: a person answers it.")},
    )
