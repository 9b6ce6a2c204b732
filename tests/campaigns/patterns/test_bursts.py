"""Hours far above the trailing mean, and those that would surprise nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.patterns import bursts

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def after_a_day_of(clicks_an_hour: int, last: int) -> dict[datetime, int]:
    hours = {NOON - timedelta(hours=n): clicks_an_hour for n in range(1, 7)}
    return {**hours, NOON: last}


@pytest.mark.parametrize(
    ("usual", "last", "followers", "limit"),
    [(0, 101, 0, 100), (40, 221, 0, 220), (40, 221, 900, 220), (0, 501, 5_000, 500)],
)
def test_an_hour_above_the_limit_is_a_spike(
    usual: int, last: int, followers: int, limit: int
) -> None:
    found = bursts.find_spikes(after_a_day_of(usual, last), followers)

    assert found == [bursts.Spike(NOON, last, limit)]


@pytest.mark.parametrize(
    ("usual", "last", "followers"), [(0, 100, 0), (40, 220, 0), (0, 500, 5_000)]
)
def test_an_hour_at_the_limit_surprises_nobody(usual: int, last: int, followers: int) -> None:
    assert bursts.find_spikes(after_a_day_of(usual, last), followers) == []
