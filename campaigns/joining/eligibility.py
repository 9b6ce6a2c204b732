"""Why somebody can or cannot join a campaign, and what would change it.

Values in, obstacles out: no database. The same answer stands on every card and, under the
campaign's lock, before every claim (claim_campaign.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from campaigns.models import Campaign
from marketplace.accounts.models import Influencer, SocialAccount
from marketplace.audience import TIER_FLOORS, Country, Language, Network, Tier, tier_of
from marketplace.typography import day, number

Words = str | Promise
Status = SocialAccount.Status

ADD_ACCOUNT = "accounts:social_create"
MY_ACCOUNTS = "accounts:social_list"
MY_VOICE = "accounts:voice"
FLOORS = {tier: floor for floor, tier in TIER_FLOORS} | {Tier.EVERYDAY: 0}


@dataclass(frozen=True)
class Account:
    """An account as far as eligibility depends on it."""

    network: str
    followers: int
    status: str


@dataclass(frozen=True)
class Person:
    """What is known of an influencer."""

    accounts: tuple[Account, ...] = ()
    languages: frozenset[str] = frozenset()
    country: str = Country.FRANCE
    topics: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Obstacle:
    """`remedy` names the page where it can be changed, `act` says what to do there; or both ""."""

    code: str
    words: Words
    remedy: str = ""
    act: Words = ""


SUSPENDED = Obstacle("suspended", _("This account is suspended."))


def person_of(influencer: Influencer) -> Person:
    """Read the facts from a row whose `accounts` are loaded, or are loaded now."""
    accounts = influencer.accounts.all()
    return Person(
        tuple(Account(one.network, one.followers, one.status) for one in accounts),
        frozenset(influencer.languages),
        influencer.country,
        frozenset(influencer.topics),
    )


def obstacles(
    campaign: Campaign, person: Person, *, today: date, joined_today: int = 0
) -> list[Obstacle]:
    """Return what keeps `person` from joining, the gravest first; [] when nothing does.

    Args:
        today: the day (in Paris).
        joined_today: how many have joined the campaign on that day.
    """
    if campaign.status != Campaign.Status.LIVE:
        return [Obstacle("closed", closed_words(campaign))]
    return [
        *_not_in_time(campaign, today),
        *_account(campaign, person),
        *_language(campaign, person),
        *_country(campaign, person),
        *_places(campaign, joined_today),
    ]


def closed_words(campaign: Campaign) -> Words:
    """Say why nobody can join any more."""
    return {
        Campaign.Status.PAUSED: _("This campaign is paused."),
        Campaign.Status.EXHAUSTED: _("The budget of this campaign is spent."),
    }.get(Campaign.Status(campaign.status), _("This campaign is over."))


def _not_in_time(campaign: Campaign, today: date) -> Iterator[Obstacle]:
    if today < campaign.starts_on:
        begins = {"day": day(campaign.starts_on)}
        yield Obstacle("not_begun", _("It begins on %(day)s.") % begins)
    elif today > campaign.ends_on:
        yield Obstacle("over", _("This campaign is over."))


def _account(campaign: Campaign, person: Person) -> Iterator[Obstacle]:
    """At most one obstacle: first an account on the right network, then its size."""
    usable = [one for one in person.accounts if one.status != Status.REFUSED]
    wanted = [one for one in usable if not campaign.networks or one.network in campaign.networks]
    if not usable:
        yield Obstacle(
            "account", _("Tell us where you will post."), ADD_ACCOUNT, _("Add my account")
        )
    elif not wanted:
        words = _("It is for people on %(networks)s.") % {"networks": _networks(campaign)}
        yield Obstacle("network", words, ADD_ACCOUNT, _("Add an account"))
    elif tier_among(wanted) not in campaign.tiers:
        yield _size(campaign, wanted)


def tier_among(accounts: Iterable[Account]) -> Tier:
    """Return the tier of the largest proven account; everyday when none is proven."""
    proven = [one.followers for one in accounts if one.status == Status.PROVEN]
    return tier_of(max(proven, default=0))


def _size(campaign: Campaign, accounts: Collection[Account]) -> Obstacle:
    """Which sizes are wanted, and whether a proof would change it."""
    mine = tier_among(accounts)
    larger = [FLOORS[Tier(tier)] for tier in campaign.tiers if FLOORS[Tier(tier)] > FLOORS[mine]]
    if not larger:
        limit = {"floor": number(FLOORS[mine])}
        return Obstacle("too_large", _("It is for fewer than %(floor)s followers.") % limit)
    need = {"floor": number(min(larger)), "network": _where(campaign)}
    unproven = [one for one in accounts if tier_of(one.followers) in campaign.tiers
                and one.status != Status.PROVEN]  # fmt: skip
    if any(one.status == Status.WAITING for one in unproven):
        words = _("You need %(floor)s followers%(network)s: yours are waiting to be confirmed.")
        return Obstacle("tier_waiting", words % need, MY_ACCOUNTS, _("See my accounts"))
    if unproven:
        words = _("You need %(floor)s followers%(network)s: prove yours, and it opens.")
        return Obstacle("tier_unproven", words % need, MY_ACCOUNTS, _("Prove my account"))
    words = _("You need %(floor)s followers%(network)s.")
    return Obstacle("tier", words % need, ADD_ACCOUNT, _("Add another account"))


def _language(campaign: Campaign, person: Person) -> Iterator[Obstacle]:
    if campaign.languages and person.languages.isdisjoint(campaign.languages):
        names = _listed(Language(code).label for code in campaign.languages)
        words = _("It is for people who post in: %(languages)s.") % {"languages": names}
        yield Obstacle("language", words, MY_VOICE, _("My languages"))


def _country(campaign: Campaign, person: Person) -> Iterator[Obstacle]:
    if campaign.countries and person.country not in campaign.countries:
        names = _listed(Country(code).label for code in campaign.countries)
        yield Obstacle("country", _("It is for people in: %(countries)s.") % {"countries": names})


def _places(campaign: Campaign, joined_today: int) -> Iterator[Obstacle]:
    most = campaign.joins_per_day
    if most is not None and joined_today >= most:
        words = ngettext_lazy(
            "It takes %(most)s person a day, and today’s place is taken: come back tomorrow.",
            "It takes %(most)s people a day, and today’s places are taken: come back tomorrow.",
            most,
        )
        yield Obstacle("places", words % {"most": number(most)})


def _networks(campaign: Campaign) -> str:
    return _listed(Network(code).label for code in campaign.networks)


def _where(campaign: Campaign) -> Words:
    if not campaign.networks:
        return ""
    return _(" on %(networks)s") % {"networks": _networks(campaign)}


def _listed(names: Iterable[Words]) -> str:
    return ", ".join(str(name) for name in names)
