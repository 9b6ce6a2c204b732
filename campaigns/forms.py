"""Forms: a message, the address of a post, decisions on the desk, appeals, disputes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Post
from campaigns.models.post import LONGEST_POST_URL
from marketplace.accounts.decision_form import ReasonedForm
from marketplace.accounts.social.read_handle import network_of_address
from marketplace.pasted_fields import HttpsField
from marketplace.plain_text import ProseField


class MessageForm(forms.Form):
    body = ProseField(
        label=_("My message"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class DecisionForm(ReasonedForm):
    """A reviewer's or a brand's decision; a refusal says why."""

    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])

    @property
    def approved(self) -> bool:
        return bool(self.cleaned_data["decision"] == "approve")


class AnswerForm(ReasonedForm):
    """A reviewer's answer to a brand that questions clicks; both answers say why."""

    needs_reason = frozenset({"upheld", "rejected"})
    why = _("Say why: both sides are told.")

    decision = forms.ChoiceField(choices=[("upheld", "upheld"), ("rejected", "rejected")])

    @property
    def upheld(self) -> bool:
        return bool(self.cleaned_data["decision"] == "upheld")


class UUIDsField(forms.Field):
    """The ids of boxes that were ticked; what is no id is refused."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(one) for one in value or []]
        except ValueError:
            raise forms.ValidationError(_("Tick the clicks that you decide.")) from None


class CaseForm(ReasonedForm):
    """A reviewer's decision on a case: for all of it, for a claim, or for the clicks ticked."""

    needs_reason = frozenset({"valid", "rejected"})
    why = _("Say why: the influencer is told.")

    decision = forms.ChoiceField(choices=[("valid", "valid"), ("rejected", "rejected")])
    scope = forms.ChoiceField(choices=[("all", "all"), ("ticked", "ticked")], required=False)
    claim = forms.IntegerField(required=False)
    click = UUIDsField(required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("scope") == "ticked" and not data.get("click") and not self.errors:
            self.add_error("click", _("Tick the clicks that you decide."))
        return data


class AppealForm(forms.Form):
    """Why an influencer thinks that their clicks should be paid, in at most 2,000 characters."""

    text = ProseField(
        label=_("Why should these clicks be paid?"), max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say what we could not know: where you shared the link, who saw it."),
    )  # fmt: skip


class AppealDecisionForm(AnswerForm):
    """Another admin's answer to an appeal; both answers say why."""

    needs_reason = frozenset({"upheld", "refused"})

    decision = forms.ChoiceField(choices=[("upheld", "upheld"), ("refused", "refused")])


class PostForm(forms.ModelForm[Post]):
    url = HttpsField(
        label=_("Address of the post"), longest=LONGEST_POST_URL,
        help_text=_("Open your post, choose “Copy link”, and paste it here."),
    )  # fmt: skip

    words = ProseField(
        label=_("What your post says"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If you wrote more than your message, paste it here."),
    )  # fmt: skip

    class Meta:
        model = Post
        fields = ["url", "words"]

    def __init__(self, *args: Any, networks: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.networks = networks

    def clean_url(self) -> str:
        """A post on a network where its author has no account is somebody else's."""
        url: str = self.cleaned_data["url"]
        found = network_of_address(url)
        if found is not None and found not in self.networks:
            words = _(
                "This is an address on %(network)s, where you have listed no account: list it"
                " in your profile first, or give the address of your own post."
            )
            raise forms.ValidationError(words, "network", params={"network": found.label})
        return url


class DisputeForm(forms.Form):
    """What a brand finds wrong with a claim's clicks, in at most 1,000 characters."""

    reason = ProseField(
        max_length=1_000,
        error_messages={"required": _("Say what you saw: a person answers it.")},
    )
