"""Step 2 of a draft: what is said, and which words must or must not stand in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.drafts import clean_rich_text
from campaigns.drafts.save_draft import StepForm
from campaigns.models import Campaign
from marketplace.fold_text import fold
from marketplace.form_fields import WordsField
from marketplace.names import check_name
from marketplace.visible_text import is_visible

MOST_WORDS = 10
LONGEST_BRIEF = 2_000  # characters that are read, without the tags


class WordsForm(StepForm):
    step = "words"
    required_words = WordsField(
        label=_("Required words"), required=False, max_length=60, validators=[check_name],
        help_text=_("Separated by commas. A message without them is not accepted."),
    )  # fmt: skip
    forbidden_words = WordsField(
        label=_("Forbidden words"), required=False, max_length=60, validators=[check_name],
        help_text=_("Separated by commas. A message with one of them is not accepted."),
    )  # fmt: skip

    parts = (
        (_("What you wish to be said"), ("brief",)),
        (_("Words"), ("required_words", "forbidden_words")),
    )

    needed = ("brief",)

    class Meta:
        model = Campaign
        fields = ["brief", "required_words", "forbidden_words"]
        widgets = {"brief": forms.Textarea(attrs={"rows": 8, "data-rich": ""})}
        help_texts = {"brief": _("Influencers use their own words; tell them what you love.")}

    def clean_brief(self) -> str:
        brief = clean_rich_text.clean(self.cleaned_data["brief"])
        if len(clean_rich_text.plain(brief)) > LONGEST_BRIEF:
            words = _("At most 2,000 characters: people read it on a phone.")
            raise ValidationError(words, code="long")
        return brief if is_visible(clean_rich_text.plain(brief)) else ""

    def clean_required_words(self) -> list[str]:
        return _few(self.cleaned_data["required_words"])

    def clean_forbidden_words(self) -> list[str]:
        return _few(self.cleaned_data["forbidden_words"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        required = {fold(word).text for word in data.get("required_words") or []}
        both = [w for w in data.get("forbidden_words") or [] if fold(w).text in required]
        if both:
            words = _("“%(word)s” is required, too: it cannot be both.")
            self.add_error("forbidden_words", ValidationError(words, params={"word": both[0]}))
        return data


def _few(words: list[str]) -> list[str]:
    if len(words) > MOST_WORDS:
        raise ValidationError(_("Ten words at most: people write in their own."), code="many")
    return words
