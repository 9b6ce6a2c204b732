"""Whom a campaign is for, in the words in which influencers describe themselves.

Languages are ISO 639-1 codes, countries ISO 3166-1 alpha-2 codes of the EU and its neighbours in
the single payment area; topics are our own. `TIERS` are followers' floors, the largest first.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Network(models.TextChoices):
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    YOUTUBE = "youtube", "YouTube"
    WHATSAPP = "whatsapp", "WhatsApp"


# Followers of the largest account of each network, rounded up, as of 2026-12-01 (counts that the
# networks themselves show; of WhatsApp, its largest channel). Nobody who joins has more.
LARGEST_AUDIENCE = {
    Network.INSTAGRAM: 750_000_000,
    Network.TIKTOK: 250_000_000,
    Network.FACEBOOK: 250_000_000,
    Network.X: 300_000_000,
    Network.YOUTUBE: 600_000_000,
    Network.WHATSAPP: 300_000_000,
}


class Tier(models.TextChoices):
    EVERYDAY = "everyday", _("everyday")
    NANO = "nano", _("nano")
    MICRO = "micro", _("micro")
    MID = "mid", _("mid")
    MACRO = "macro", _("macro")


TIER_FLOORS: tuple[tuple[int, Tier], ...] = (
    (500_000, Tier.MACRO),
    (100_000, Tier.MID),
    (10_000, Tier.MICRO),
    (1_000, Tier.NANO),
)


def tier_of(followers: int) -> Tier:
    """Return the tier of somebody with so many followers: everyday below a thousand."""
    return next((tier for floor, tier in TIER_FLOORS if followers >= floor), Tier.EVERYDAY)


class Topic(models.TextChoices):
    TRAVEL = "travel", _("Travel and transport")
    FOOD = "food", _("Food and drink")
    HOME = "home", _("Home and garden")
    FASHION = "fashion", _("Fashion")
    BEAUTY = "beauty", _("Beauty and care")
    FAMILY = "family", _("Family and children")
    SPORT = "sport", _("Sport and outdoors")
    CULTURE = "culture", _("Culture and music")
    GAMES = "games", _("Games")
    TECHNOLOGY = "technology", _("Technology")
    EDUCATION = "education", _("Learning and work")
    MONEY = "money", _("Everyday money")
    CAUSES = "causes", _("Environment and causes")
    LOCAL = "local", _("Local life")


class Language(models.TextChoices):
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    DUTCH = "nl", _("Dutch")
    PORTUGUESE = "pt", _("Portuguese")
    ARABIC = "ar", _("Arabic")
    POLISH = "pl", _("Polish")


class Country(models.TextChoices):
    FRANCE = "FR", _("France")
    BELGIUM = "BE", _("Belgium")
    SWITZERLAND = "CH", _("Switzerland")
    LUXEMBOURG = "LU", _("Luxembourg")
    GERMANY = "DE", _("Germany")
    SPAIN = "ES", _("Spain")
    ITALY = "IT", _("Italy")
    NETHERLANDS = "NL", _("Netherlands")
    PORTUGAL = "PT", _("Portugal")
    AUSTRIA = "AT", _("Austria")
    IRELAND = "IE", _("Ireland")
    POLAND = "PL", _("Poland")
