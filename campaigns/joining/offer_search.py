"""What an influencer looks for, as it stands in the address of the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.joining.offers import Wish
from marketplace.audience import Language, Network, Topic

LONGEST_QUERY = 100
ORDERS = [("fit", _("What fits me")), ("pay", _("What pays most"))]


def any_or(words: Any, choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", words), *choices]


class WishForm(forms.Form):
    """An address may hold anything: what is not among the choices is as if it were not there."""

    q = forms.CharField(max_length=LONGEST_QUERY, required=False)
    network = forms.ChoiceField(
        label=_("Network"), choices=any_or(_("Any network"), Network.choices), required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=any_or(_("Any language"), Language.choices), required=False
    )
    topic = forms.ChoiceField(
        label=_("Topic"), choices=any_or(_("Any topic"), Topic.choices), required=False
    )
    order = forms.ChoiceField(label=_("First"), choices=ORDERS, required=False)
    open = forms.BooleanField(label=_("Only what I can join"), required=False)

    def wish(self) -> Wish:
        """Return what is looked for, without what is wrong."""
        self.is_valid()
        known = self.cleaned_data
        return Wish(
            query=known.get("q", "").strip(),
            network=known.get("network", ""),
            language=known.get("language", ""),
            topic=known.get("topic", ""),
            order=known.get("order") or "fit",
            only_open=known.get("open", False),
        )
