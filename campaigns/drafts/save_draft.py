"""Save a step of a draft: a form sent twice makes one draft, two people get a clear conflict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db import connection, transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from marketplace.accounts.models import User

Parts = Sequence[tuple[str | Promise, Sequence[str]]]


class Conflict(Exception):
    """Somebody else saved the campaign, or sent it to review, since it was shown."""

    words = _(
        "Somebody else has changed this campaign since you opened it. Your text is"
        " still here; open the campaign in another tab to compare."
    )


class StepForm(forms.ModelForm[Campaign]):
    """One step. `version` is the one that was shown; `parts` are its headings with their fields.
    `needed` are the fields that may wait, but not for ever.

    Nothing but what names the draft is required here: a draft may be left half done, and
    `draft_missing.missing` says what is needed before it is sent to review.
    """

    parts: Parts = ()
    needed: Sequence[str] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("version", self.instance.version)
        for name in self.needed:
            self.fields[name].widget.attrs["data-needed"] = ""

    def save(self, commit: bool = True) -> Campaign:
        """Save the step of a draft that nobody else has saved meanwhile. Raises Conflict."""
        update_draft(self.instance, self.cleaned_data["version"] or 0, self.values())
        return self.instance

    def values(self) -> dict[str, Any]:
        """Return the columns that the step writes."""
        return {name: getattr(self.instance, name) for name in self._meta.fields or ()}


def update_draft(campaign: Campaign, shown: int, values: dict[str, Any]) -> None:
    """Write `values` if the draft is still at the version that was shown. Raises Conflict."""
    rows = Campaign.objects.filter(pk=campaign.pk, version=shown, status=Campaign.Status.DRAFT)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict
    campaign.version = shown + 1


def create_once(campaign: Campaign, key: UUID, user: User, names: Sequence[str]) -> Campaign:
    """Create the draft of a form's `key`, or return the one that the same form made before.

    Raises Conflict when what is sent again differs in `names`: nothing typed is dropped.
    """
    campaign.draft_key = key
    with transaction.atomic():
        _one_form_at_a_time(key)
        made = Campaign.objects.filter(draft_key=key).first()
        if made is None:
            campaign.save(force_insert=True)
            return campaign
    if not Campaign.objects.of(user).filter(pk=made.pk).exists():
        raise Conflict  # a key of somebody else's form: theirs is not shown
    if any(getattr(made, name) != getattr(campaign, name) for name in names):
        raise Conflict
    return made


def _one_form_at_a_time(key: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
