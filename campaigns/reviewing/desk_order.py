"""In which order things are looked at: a risk counts as so many hours of waiting.

Values in, hours and words out: no database. Something that waits long comes up whatever it is, so
that nothing harmless is put off for ever by what is grave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.notifications.notices import filled
from marketplace.typography import euros_short, number

Words = str | Promise

# (from so many cents at stake, hours), the largest first.
MONEY = ((1_000_000, 48), (100_000, 24), (5_000, 6))
CLICKS_HELD = ((100, 48), (10, 24), (1, 12))  # somebody's money waits for the answer
AUDIENCE = ((100_000, 24), (10_000, 12))  # followers of an account to be proven
MOST_REFUSALS = 3  # more of them say no more


@dataclass(frozen=True)
class Facts:
    """What is known of one thing that waits. `since` is in UTC, `money_cents` what is at stake."""

    since: datetime
    money_cents: int = 0
    clicks_held: int = 0
    followers: int = 0
    newcomer: bool = False
    everyday: bool = False
    landing: str = ""  # "unseen" or "failed"
    unproven: bool = False
    refusals: int = 0
    two_in_one: bool = False


@dataclass(frozen=True)
class Reason:
    """Why something comes up sooner: `hours` ahead, and the words shown."""

    code: str
    hours: int
    words: Words


@dataclass(frozen=True)
class Weight:
    """`hours` waited and added; `reasons` the gravest first."""

    hours: float
    reasons: tuple[Reason, ...]


def weigh(facts: Facts, now: datetime) -> Weight:
    """Return how urgent something is at `now` (UTC), and why."""
    found = sorted([*_money(facts), *_people(facts), *_campaign(facts)], key=lambda one: -one.hours)
    waited = (now - facts.since).total_seconds() / 3600
    return Weight(waited + sum(reason.hours for reason in found), tuple(found))


def _money(facts: Facts) -> Iterator[Reason]:
    if hours := _step(MONEY, facts.money_cents):
        words = filled(_("%(amount)s at stake"), amount=euros_short(facts.money_cents))
        yield Reason("money", hours, words)
    if hours := _step(CLICKS_HELD, facts.clicks_held):
        words = filled(_("%(count)s clicks wait for the answer"), count=number(facts.clicks_held))
        yield Reason("clicks_held", hours, words)


def _people(facts: Facts) -> Iterator[Reason]:
    if hours := _step(AUDIENCE, facts.followers):
        words = filled(_("says to have %(count)s followers"), count=number(facts.followers))
        yield Reason("audience", hours, words)
    if facts.newcomer:
        yield Reason("newcomer", 12, _("nothing of theirs was ever approved"))
    if facts.refusals:
        times = min(facts.refusals, MOST_REFUSALS)
        words = filled(_("refused before: %(times)s"), times=number(facts.refusals))
        yield Reason("refusals", 12 * times, words)
    if facts.two_in_one:
        yield Reason("two_in_one", 24, _("perhaps one person is paid twice"))


def _campaign(facts: Facts) -> Iterator[Reason]:
    if facts.everyday:
        yield Reason("everyday", 24, _("open to everybody"))
    if facts.landing == "failed":
        yield Reason("landing_failed", 48, _("its landing page does not open"))
    if facts.landing == "unseen":
        yield Reason("landing_unseen", 12, _("nobody has opened its landing page"))
    if facts.unproven:
        yield Reason("unproven", 12, _("the sponsor is not proved"))


def _step(steps: tuple[tuple[int, int], ...], value: int) -> int:
    return next((hours for least, hours in steps if value >= least), 0)
