"""Why failed work need not be done."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.decision_form import LONGEST_REASON
from marketplace.plain_text import no_direction_marks


class DismissForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it need not be done"), max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}), validators=[no_direction_marks],
        error_messages={"required": _("Say why: it is kept.")},
    )  # fmt: skip
