"""Why failed work need not be done."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.decision_form import LONGEST_REASON
from marketplace.plain_text import ProseField


class DismissForm(forms.Form):
    reason = ProseField(
        label=_("Why it need not be done"), max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: it is kept.")},
    )  # fmt: skip
