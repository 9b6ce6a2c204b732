"""A decision of a person about a person: yes, or no with the reason that is told or kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.social.check_followers import check_followers
from marketplace.accounts.statements import decision_reasons
from marketplace.form_fields import CountField
from marketplace.plain_text import ProseField

LONGEST_REASON = 1_000


def back_to_desk(request: HttpRequest) -> HttpResponseRedirect:
    """Lead back to where on the desk somebody decided."""
    where = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("campaigns:desk") + where)


class ReasonedForm(forms.Form):
    """A decision with its reason: a ready-made one (`ready`), words of one's own, or both.

    Once valid, `reason` is as marketplace/accounts/statements/decision_reasons.py keeps it.
    """

    needs_reason: ClassVar[frozenset[str]] = frozenset({"refuse"})
    why: ClassVar[Any] = _("Say why: the person is told.")

    ready = forms.ChoiceField(
        choices=[("", "")] + [(ready.code, ready.code) for ready in decision_reasons.READY],
        required=False,
    )
    reason = ProseField(max_length=LONGEST_REASON, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["reason"] = decision_reasons.composed(data.get("ready", ""), data.get("reason", ""))
        if data.get("decision") in self.needs_reason and not data["reason"] and not self.errors:
            self.add_error("reason", self.why)
        return data

    @property
    def what_is_wrong(self) -> str:
        """The first error, in words."""
        return what_is_wrong(self)

    def refused(self, kind: str, pk: int) -> dict[str, Any]:
        """Return what a page shows beside a decision it cannot take: why, and what was typed."""
        return self.kept(kind, pk, self.what_is_wrong)

    def kept(self, kind: str, pk: int, error: str) -> dict[str, Any]:
        typed = {name: self.data.get(name, "") for name in ("ready", "reason", "followers")}
        return {"kind": kind, "pk": pk, "error": error, "typed": typed}


class ProofForm(ReasonedForm):
    """Whether an account is proven; `followers` when a reviewer saw another number."""

    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])
    followers = CountField(min_value=0, required=False)

    def __init__(self, *args: Any, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network

    def clean_followers(self) -> int | None:
        followers: int | None = self.cleaned_data["followers"]
        check_followers(followers or 0, self.network)
        return followers


class FindingForm(ReasonedForm):
    """What a finding means, and why."""

    needs_reason = frozenset({"explained", "confirmed"})
    why = _("Say why: it is kept.")

    decision = forms.ChoiceField(choices=[("explained", "explained"), ("confirmed", "confirmed")])


def what_is_wrong(form: forms.Form) -> str:
    """Return the first error, in words."""
    return str(next(iter(form.errors.values()))[0])
