"""Checks of campaigns for /readyz: clicks are judged, and Celery's beat wakes the judge."""

from django.db import connection

from marketplace.health import LONGEST_WAIT, Progress, done_lately, no_older_than, register


def register_checks() -> None:
    register("judging", clicks_are_judged)
    register("beat", beat_beats)


def clicks_are_judged() -> Progress:
    """By the time of shipping: a replayed click of last week has not waited since.

    Parked clicks wait for a person, not for the judge.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LONGEST_WAITING)
        row = cursor.fetchone()
    return no_older_than(row and row[0], LONGEST_WAIT)


def beat_beats() -> Progress:
    """The judge is woken every ten seconds, whether there is work or not."""
    return done_lately("campaigns.judge", LONGEST_WAIT)


_LONGEST_WAITING = """
SELECT clock_timestamp() - click.shipped_at
FROM (SELECT click_at, click_id FROM campaigns_clicktojudge queue
      WHERE NOT EXISTS (SELECT FROM campaigns_parkedclick parked
                        WHERE parked.arrival = queue.arrival)
      ORDER BY arrival LIMIT 1) AS first
JOIN campaigns_click click ON click.at = first.click_at AND click.id = first.click_id
"""
