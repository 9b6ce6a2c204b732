"""Influencers."""

from __future__ import annotations

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace import audience
from marketplace.accounts.models.user import User
from marketplace.models import Dated


class Influencer(Dated):
    """A person of 18 or more who shares links; `followers` decides the tier."""

    Network = audience.Network
    Tier = audience.Tier

    user = models.OneToOneField(User, models.CASCADE, related_name="influencer")
    display_name = models.CharField(_("public name"), max_length=60)
    network = models.CharField(_("main network"), max_length=10, choices=audience.Network)
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
    def tier(self) -> audience.Tier:
        return audience.tier_of(self.followers)
