"""Influencers: who they are, and how large their audience is taken to be."""

from __future__ import annotations

from typing import Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.user import User
from marketplace.audience import Country, Language, Network, Tier, Topic, tier_of
from marketplace.models import Dated
from marketplace.names import NameField


class MainAccount(Protocol):
    """What is shown of the main SocialAccount of an influencer."""

    @property
    def network(self) -> str: ...

    @property
    def shown(self) -> str: ...

    @property
    def followers(self) -> int: ...


class Influencer(Dated):
    """A person of 18 or more who shares links.

    `birth_date` stays: whoever pays people must report it (directive (EU) 2021/514, DAC7). It is
    empty for those who joined when only their word was asked. Network, handle and followers are
    those of their main account: load `accounts` with the row where many are shown.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="influencer")
    display_name = NameField(_("public name"), max_length=60)
    birth_date = models.DateField(_("date of birth"), null=True)
    country = models.CharField(_("country"), max_length=2, choices=Country, default=Country.FRANCE)
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language),
        default=list, blank=True, verbose_name=_("languages"),
    )  # fmt: skip
    topics = ArrayField(
        models.CharField(max_length=10, choices=Topic),
        default=list, blank=True, verbose_name=_("topics"),
    )  # fmt: skip
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
    def main(self) -> MainAccount | None:
        """The account to show: a proven one before the others, then the largest."""
        return max(self.accounts.all(), key=lambda one: one.weight, default=None)

    def listed_networks(self) -> set[str]:
        """The networks on which they have an account that nobody has refused."""
        return {one.network for one in self.accounts.all() if one.status != one.Status.REFUSED}

    @property
    def network(self) -> str:
        return self.main.network if self.main else ""

    def get_network_display(self) -> str:
        return Network(self.main.network).label if self.main else ""

    @property
    def handle(self) -> str:
        return self.main.shown if self.main else ""

    @property
    def followers(self) -> int:
        return self.main.followers if self.main else 0

    @property
    def tier(self) -> Tier:
        """The tier of the largest proven audience.

        Followers that nobody has confirmed count as none, which makes everyday: the gate of the
        everyday tier exists because opening to everybody once filled a campaign with begged
        clicks, and a number that one only types would open it.
        """
        proven = [one.followers for one in self.accounts.all() if one.is_proven]
        return tier_of(max(proven, default=0))
