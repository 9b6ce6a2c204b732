"""Influencers."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.user import User
from marketplace.models import Dated


class Influencer(Dated):
    """A person of 18 or more who shares links; `followers` decides the tier."""

    class Network(models.TextChoices):
        INSTAGRAM = "instagram", "Instagram"
        TIKTOK = "tiktok", "TikTok"
        FACEBOOK = "facebook", "Facebook"
        X = "x", "X"
        YOUTUBE = "youtube", "YouTube"
        WHATSAPP = "whatsapp", "WhatsApp"

    class Tier(models.TextChoices):
        EVERYDAY = "everyday", _("everyday")
        NANO = "nano", _("nano")
        MICRO = "micro", _("micro")
        MID = "mid", _("mid")
        MACRO = "macro", _("macro")

    TIER_FLOORS: ClassVar[tuple[tuple[int, Tier], ...]] = (
        (500_000, Tier.MACRO),
        (100_000, Tier.MID),
        (10_000, Tier.MICRO),
        (1_000, Tier.NANO),
    )

    user = models.OneToOneField(User, models.CASCADE, related_name="influencer")
    display_name = models.CharField(_("public name"), max_length=60)
    network = models.CharField(_("main network"), max_length=10, choices=Network)
    handle = models.CharField(
        _("handle"),
        max_length=60,
        validators=[RegexValidator(r"^@?[\w.\-]+$", _("Letters, digits, dots and dashes only."))],
    )
    followers = models.PositiveIntegerField(_("followers"), validators=[MinValueValidator(0)])
    country = models.CharField(max_length=2, default="FR")
    is_adult = models.BooleanField(_("I am 18 or older"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_adult=True), name="influencers_are_adults"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def tier(self) -> Influencer.Tier:
        for floor, tier in self.TIER_FLOORS:
            if self.followers >= floor:
                return tier
        return self.Tier.EVERYDAY
