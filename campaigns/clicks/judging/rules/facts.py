"""What a rule is given: one click, and what was known before it. Values only, no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from campaigns.clicks.visitors.user_agents import Agent

Evidence = dict[str, str | int | float]


class Click(NamedTuple):
    """`at` is in UTC; `languages` are the visitor's accepted languages, lower case.

    `network` and `referrer_class` are "" when there is nothing to say. `clicker_id` is the
    influencer known to be behind the click; `clicker_stated` says that a log named them.
    """

    at: datetime
    method: str
    prefetch: bool
    agent: Agent
    languages: str
    late: bool
    network: str = ""
    referrer_class: str = ""
    clicker_id: int | None = None
    clicker_stated: bool = False


class Visit(NamedTuple):
    """The visitor's earlier clicks on the claim (UTC): the one that counted, and the last."""

    opened_at: datetime
    last_at: datetime


class SignedIn(NamedTuple):
    """Somebody was active on the site under the visitor's key at `at` (UTC)."""

    user_id: int
    at: datetime
    languages: str


@dataclass(frozen=True, slots=True)
class Running:
    """When a campaign was live: its days (in Paris, both included) and its changes of state."""

    first_day: date
    last_day: date
    timeline: Sequence[tuple[datetime, str]]

    def status_at(self, at: datetime) -> str:
        """Return the state at `at`; before the first change there was only a draft."""
        status = "draft"
        for since, name in self.timeline:
            if since > at:
                break
            status = name
        return status


class Earlier(NamedTuple):
    """The window of facts before a click.

    `insiders` are the users who must not click: the owner of the link, the members of sponsor
    and buyer. `crowded` says that many people share the visitor's key that day (carrier NAT).
    `absences` are the times (UTC) in which the owner of the link had left; the last may be open.
    `suspensions` are the times in which they were suspended. `owner_id` is the influencer whose
    link it is.
    """

    running: Running
    post_approved: bool
    visit: Visit | None = None
    insiders: frozenset[int] = frozenset()
    signed_in: Sequence[SignedIn] = ()
    crowded: bool = False
    absences: Sequence[tuple[datetime, datetime | None]] = ()
    suspensions: Sequence[tuple[datetime, datetime | None]] = ()
    owner_id: int | None = None


class Rule(NamedTuple):
    """A published rule. `judge` returns evidence when the click falls under it, else None.

    `source` is what it rests on, "" where it is our own; `thresholds` names the numbers it asks.
    """

    code: str
    outcome: Literal["held", "rejected"]
    judge: Callable[[Click, Earlier], Evidence | None]
    source: str = ""
    thresholds: tuple[str, ...] = ()
