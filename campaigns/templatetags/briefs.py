"""Show what a brand wrote and chose, in words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from campaigns.drafts import clean_rich_text
from campaigns.drafts.check_landing_page import why_not
from campaigns.models import Campaign, LandingCheck
from marketplace.audience import Country, Language, Network, Tier, Topic

register = Library()


@register.filter
def rich(text: str) -> SafeString:
    """The brief as HTML, cleaned again: what is in the database is not trusted."""
    return mark_safe(clean_rich_text.clean(text))  # noqa: S308  cleaned by nh3 in this very line


@register.filter
def why_not_opened(check: LandingCheck) -> str:
    """Why a landing page could not be opened, in plain words."""
    return why_not(check)


@register.filter
def category_words(campaign: Campaign) -> str:
    return _words(Topic, [campaign.category]) or "–"


@register.filter
def tiers_words(campaign: Campaign) -> str:
    return _words(Tier, campaign.tiers)


@register.filter
def networks_words(campaign: Campaign) -> str:
    return _words(Network, campaign.networks)


@register.filter
def languages_words(campaign: Campaign) -> str:
    return _words(Language, campaign.languages)


@register.filter
def countries_words(campaign: Campaign) -> str:
    return _words(Country, campaign.countries)


def _words(choices: type[TextChoices], chosen: Iterable[Any]) -> str:
    """The chosen ones in the order of the choices, with commas."""
    wanted = set(chosen)
    return ", ".join(str(one.label) for one in choices if one.value in wanted)
