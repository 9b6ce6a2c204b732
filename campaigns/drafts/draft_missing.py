"""What a draft still lacks before a person may be asked to review it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.drafts import clean_rich_text
from campaigns.models import Campaign
from marketplace.paris_days import paris_today


class Missing(NamedTuple):
    """`step` is the key of the step where it is mended."""

    step: str
    words: str | Promise


def missing(campaign: Campaign) -> list[Missing]:
    """Return what is missing, in the order of the steps; [] when the draft can be sent."""
    return [
        Missing(step, words)
        for step, lacking, words in (
            ("offer", not campaign.category, _("Choose a category.")),
            ("offer", campaign.is_political is None, _("Say whether it is political.")),
            ("offer", not campaign.landing_url, _("Say where the links lead.")),
            (
                "words",
                not clean_rich_text.plain(campaign.brief),
                _("Say what you wish to be said."),
            ),
            ("audience", not campaign.tiers, _("Say who may take part.")),
            ("audience", _unconfirmed(campaign), _("Confirm that everyday people may take part.")),
            ("worth", campaign.ends_on < paris_today(), _("The last day is in the past.")),
        )
        if lacking
    ]


def _unconfirmed(campaign: Campaign) -> bool:
    return "everyday" in campaign.tiers and campaign.everyday_confirmed_at is None
