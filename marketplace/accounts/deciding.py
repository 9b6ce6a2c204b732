"""A decision of a person about a person: yes, or no with the reason that is told or kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 1_000


class ProofForm(forms.Form):
    """Whether an account is proven; `followers` when a reviewer saw another number."""

    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])
    reason = forms.CharField(max_length=LONGEST_REASON, required=False)
    followers = forms.IntegerField(min_value=0, max_value=1_000_000_000, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "refuse" and not data.get("reason") and not self.errors:
            self.add_error("reason", _("Say why: the person is told."))
        return data


class FindingForm(forms.Form):
    """What a finding means, and why."""

    decision = forms.ChoiceField(choices=[("explained", "explained"), ("confirmed", "confirmed")])
    reason = forms.CharField(
        max_length=LONGEST_REASON, error_messages={"required": _("Say why: it is kept.")}
    )


def what_is_wrong(form: forms.Form) -> str:
    """Return the first error, in words."""
    return str(next(iter(form.errors.values()))[0])
