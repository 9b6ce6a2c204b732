"""Save a step of a draft: a form sent twice makes one draft, two people get a clear conflict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.drafts.own_saves import marks_of_save, only_own_since
from campaigns.models import Campaign
from marketplace.accounts.models import User

Parts = Sequence[tuple[str | Promise, Sequence[str]]]


class Conflict(Exception):
    """Somebody else saved the campaign, or sent it to review, since it was shown.

    `made` is the campaign as it is, None where it is not this person's to see.
    """

    words = _(
        "Somebody else has changed this campaign since you opened it. Your text is"
        " still here, with what is saved now beside it: save again to keep yours."
    )
    sent_before = _("This form has been used before: open the campaign from your list.")
    too_late = _("This campaign is no longer a draft. Your text is still here, to be copied.")

    def __init__(self, made: Campaign | None = None) -> None:
        super().__init__()
        self.made = made


class StepForm(forms.ModelForm[Campaign]):
    """One step. `version` is the one that was shown; `parts` are its headings with their fields.
    `needed` are the fields that may wait, but not for ever.

    Nothing but what names the draft is required here: a draft may be left half done, and
    `draft_missing.missing` says what is needed before it is sent to review.
    """

    step: ClassVar[str] = ""  # its word in the address
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
        shown = self.cleaned_data["version"] or 0
        return update_draft(self.instance.pk, shown, self.values(), self.user, self.step)

    @property
    def saved_fields(self) -> Sequence[str]:
        """The columns that somebody writes here."""
        return list(self._meta.fields or ())

    def values(self) -> dict[str, Any]:
        """Return the columns that the step writes."""
        return {name: getattr(self.instance, name) for name in self.saved_fields}


def update_draft(pk: int, shown: int, values: dict[str, Any], by: User, step: str = "") -> Campaign:
    """Write `values` if the draft is as it was shown, but for what the same person saved.

    `step` is the word of the step that they belong to. Raises Conflict.
    """
    with transaction.atomic():
        draft = Campaign.objects.select_for_update(no_key=True).get(pk=pk)
        if draft.status != Campaign.Status.DRAFT or not only_own_since(draft, shown, by):
            raise Conflict(draft)
        steps = {"saved_steps": sorted({*draft.saved_steps, step} - {""})}
        Campaign.objects.filter(pk=pk).update(**values, **steps, **marks_of_save(draft, by))
        draft.refresh_from_db()
    return draft


def create_once(
    campaign: Campaign, key: UUID, user: User, names: Sequence[str], shown: int = 1
) -> Campaign:
    """Create the draft of a form's `key`, or return the one that the same form made before.

    Sent again with something else in `names`, it is saved into that draft, which nobody else may
    have saved since version `shown`. Raises Conflict.
    """
    campaign.draft_key, campaign.saved_by = key, user
    with transaction.atomic():
        _one_form_at_a_time(key)
        made = Campaign.objects.filter(draft_key=key).first()
        if made is None:
            campaign.save(force_insert=True)
            return campaign
    if not Campaign.objects.of(user).filter(pk=made.pk).exists():
        raise Conflict  # a key of somebody else's form: theirs is not shown
    typed = {name: getattr(campaign, name) for name in names}
    if all(getattr(made, name) == value for name, value in typed.items()):
        return made
    return update_draft(made.pk, shown, typed, user)


def _one_form_at_a_time(key: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
