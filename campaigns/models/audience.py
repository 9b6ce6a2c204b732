"""Whom a campaign is for, who may join at once, and how many a day."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User
from marketplace.audience import Country, Language, Network, Tier, Topic

__all__ = ["Audience", "Topic"]


def every_tier_but_everyday() -> list[str]:
    """Opening to everyone is a decision of its own: see `everyday_confirmed_at`."""
    return [tier.value for tier in Tier if tier != Tier.EVERYDAY]


class Audience(models.Model):
    """An empty list of networks, languages or countries means any.

    `veto_hours`: the brand sees each message and may veto it for so long; None: it goes out at
    once. `joins_per_day`: how many influencers may join in a day. `trial_cap_cents`: the
    most that a newcomer, whose first post nobody has approved yet, can earn with it.
    """

    class Admission(models.TextChoices):
        OPEN = "open", _("Anybody who fits")
        CHOSEN = "chosen", _("Those I choose")

    networks = ArrayField(
        models.CharField(max_length=10, choices=Network),
        default=list, blank=True, verbose_name=_("networks"),
    )  # fmt: skip
    tiers = ArrayField(
        models.CharField(max_length=8, choices=Tier),
        default=every_tier_but_everyday, verbose_name=_("size of audience"),
    )  # fmt: skip
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language),
        default=list, blank=True, verbose_name=_("languages"),
    )  # fmt: skip
    countries = ArrayField(
        models.CharField(max_length=2, choices=Country),
        default=list, blank=True, verbose_name=_("countries"),
    )  # fmt: skip
    admission = models.CharField(
        _("who may join"), max_length=6, choices=Admission, default=Admission.OPEN
    )
    veto_hours = models.PositiveSmallIntegerField(
        _("time to veto a message"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(72)],
    )
    joins_per_day = models.PositiveSmallIntegerField(
        _("influencers a day"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    trial_cap_cents = models.PositiveIntegerField(_("newcomers' cap"), null=True, blank=True)
    everyday_confirmed_at = models.DateTimeField(null=True, editable=False)
    everyday_confirmed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
