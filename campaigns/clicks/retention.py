"""How long what is known of clicks is kept: the one policy, which the purges obey.

Staff read it at /review/purges/ with the proof that each purge ran, everybody at /legal/privacy/
and in docs/privacy.md. The functions of the database (campaigns/migrations/0007_partitions.py)
refuse to forget clicks earlier.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Of earnings, before they are paid out (campaign_hold_7_to_60_days).
LONGEST_HOLD = timedelta(days=60)
APPEALS = timedelta(days=30)  # after a decision (campaigns/cases/appeal_case.py)

DAY_SECRETS = timedelta(hours=48)  # after the end of their day
PERIOD_SECRETS = LONGEST_HOLD + APPEALS  # after the end of their month
# A window of 24 hours is looked up under the keys of two days; after that its key is nobody's.
KEYED = timedelta(hours=72)
REPORTS = timedelta(days=1)  # for their click to be shipped
LINK_CHANGES = timedelta(days=2)
PREFIXES = timedelta(days=30)  # after the end of the day of their click
MONTHS_OF_CLICKS = 13
OUTBOX = timedelta(days=7)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _ago(age: timedelta) -> Callable[[datetime], datetime]:
    return lambda now: now - age


def _days_ago(age: timedelta) -> Callable[[datetime], datetime]:
    """Whole days (UTC): a day's partition is forgotten at once."""
    return lambda now: datetime.combine((now - age).date(), time(), UTC)


def _months_ago(now: datetime) -> datetime:
    return datetime.combine(months_before(now.date(), MONTHS_OF_CLICKS), time(), UTC)


class Kept(NamedTuple):
    """One line of the policy: what is kept, for how long, and the purge that ends it.

    `up_to` says, for a run at some time, how old what it purges is at the least (UTC).
    """

    job: str
    what: Promise
    how_long: Promise
    up_to: Callable[[datetime], datetime]


POLICY = (
    Kept(
        "secrets",
        _("Secrets of visitors’ keys, of a day and of a billing month"),
        _("48 hours after the day; 90 days after the month, the longest hold and time to appeal"),
        _ago(timedelta()),
    ),
    Kept(
        "visitors",
        _("Who was seen under a day’s key: sightings of signed-in people, windows of visitors"),
        _("72 hours"),
        _ago(KEYED),
    ),
    Kept(
        "dwells",
        _("Reports of a landing page to which no click came"),
        _("1 day; the others go with their click"),
        _ago(REPORTS),
    ),
    Kept("link_changes", _("News of links for the redirect"), _("2 days"), _ago(LINK_CHANGES)),
    Kept(
        "prefixes",
        _("The beginning of the address, /24 or /48"),
        _("30 days after the day of the click"),
        _days_ago(PREFIXES),
    ),
    Kept(
        "clicks",
        _("Clicks, their verdicts and reported dwells"),
        _("13 months, unless one of the day is still undecided; totals by reason are sealed first"),
        _months_ago,
    ),
    Kept(
        "features",
        _("What patterns remember: who clicked whom, profiles, counts of links"),
        _("13 months"),
        _months_ago,
    ),
)
BY_JOB = {kept.job: kept for kept in POLICY}
