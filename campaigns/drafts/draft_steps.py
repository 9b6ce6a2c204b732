"""The steps of a draft in their order, and their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.drafts.audience_form import AudienceForm
from campaigns.drafts.draft_missing import missing
from campaigns.drafts.offer_form import OfferForm
from campaigns.drafts.save_draft import StepForm
from campaigns.drafts.words_form import WordsForm
from campaigns.drafts.worth_form import WorthForm
from campaigns.models import Campaign


@dataclass(frozen=True)
class Step:
    """`key` is the step's word in the address."""

    key: str
    name: str | Promise
    form: type[StepForm]


STEPS = (
    Step("offer", _("The offer"), OfferForm),
    Step("words", _("The words"), WordsForm),
    Step("audience", _("The people"), AudienceForm),
    Step("worth", _("The money"), WorthForm),
)
BY_KEY = {step.key: step for step in STEPS}
CHECK = "check"


@dataclass(frozen=True)
class Place:
    """A step as the bar above the form shows it."""

    key: str
    name: str | Promise
    here: bool
    done: bool


def places(campaign: Campaign | None, here: str) -> list[Place]:
    """Return every step, and the check that ends them, as seen from `here`.

    One is done when it was seen and saved, and lacks nothing.
    """
    done = set(campaign.saved_steps) - {one.step for one in missing(campaign)} if campaign else ()
    steps = [Place(s.key, s.name, s.key == here, s.key in done) for s in STEPS]
    return [*steps, Place(CHECK, _("Check and send"), here == CHECK, done=False)]


def address(campaign: Campaign, key: str) -> str:
    """Return where a step of the draft is; the check follows the last one."""
    if key in BY_KEY:
        return reverse("campaigns:campaign_step", args=[campaign.pk, key])
    return reverse("payouts:campaign_check", args=[campaign.pk])


def after(key: str) -> str:
    keys = [step.key for step in STEPS]
    return ([*keys, CHECK])[keys.index(key) + 1]


class StepConverter:
    """A step's word in an address; anything else is no address of ours."""

    regex = "|".join(BY_KEY)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
