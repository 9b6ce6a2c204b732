"""How far an influencer's profile has come: what is done, and where to do the rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from marketplace.accounts.models import Influencer


@dataclass(frozen=True)
class Step:
    """`why` says what it is good for; `url` where to do it."""

    code: str
    words: str
    why: str
    done: bool
    url: str


@dataclass(frozen=True)
class Progress:
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def all(self) -> int:
        return len(self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.done), None)


def progress(influencer: Influencer) -> Progress:
    """Return the five steps of a profile. Only the first must come before everything else."""
    accounts = list(influencer.accounts.all())
    profile, listed = reverse("accounts:voice"), reverse("accounts:social_list")
    first = listed if accounts else reverse("accounts:social_create")
    return Progress(
        (
            Step("about", _("Who you are"), _("Your age and country."),
                 influencer.birth_date is not None, reverse("accounts:about")),
            Step("languages", _("Your languages"), _("Campaigns in these come first."),
                 bool(influencer.languages), profile),
            Step("topics", _("What you talk about"), _("So that what fits you comes first."),
                 bool(influencer.topics), profile),
            Step("account", _("Where you post"), _("Needed to take part in a campaign."),
                 bool(accounts), first),
            Step("proof", _("A proof that it is you"), _("Opens campaigns for larger audiences."),
                 any(one.is_proven for one in accounts), first),
        )
    )  # fmt: skip
