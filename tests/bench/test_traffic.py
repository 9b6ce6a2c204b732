"""The labelled traffic: reproducible, fit for the replay, and silent about its labels."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from bench.traffic import writing
from bench.traffic.columns import KIND, KINDS
from bench.traffic.generating import Traffic, generate

FIELDS = {
    "id", "at", "link", "owner", "campaign", "user_agent", "referrer", "accept_language", "ip",
    "clicker", "posted_at", "followers", "dwell_seconds", "country",
}  # fmt: skip


@pytest.fixture(scope="module")
def traffic() -> Traffic:
    return generate(1)


def test_a_seed_gives_the_same_clicks_again_and_another_gives_others(traffic: Traffic) -> None:
    again, another = generate(1), generate(2)

    assert np.array_equal(again.clicks.at, traffic.clicks.at)
    assert np.array_equal(again.clicks.visitor, traffic.clicks.visitor)
    assert len(another.clicks) != len(traffic.clicks)


def test_every_kind_of_click_happens_and_most_are_honest(traffic: Traffic) -> None:
    shares = np.bincount(traffic.clicks.kind, minlength=len(KINDS)) / len(traffic.clicks)

    assert (shares > 0).all()
    assert shares[KIND["honest"]] > 0.7
    assert 0.03 < shares[KIND["bot"]] < 0.07


def test_the_log_has_the_fields_of_the_replay_and_no_label(traffic: Traffic) -> None:
    lines = list(islice(writing.lines(traffic, 1), 2_000))

    assert {field for fields, _truth in lines for field in fields} <= FIELDS
    assert all(fields["id"] == truth.id for fields, truth in lines)
    assert len({truth.id for _fields, truth in lines}) == len(lines)


def test_only_some_clickers_are_known_and_never_a_script(traffic: Traffic) -> None:
    known = traffic.clicks.clicker >= 0

    assert not known[traffic.clicks.kind == KIND["script"]].any()
    assert 0.8 < known[traffic.clicks.kind == KIND["ring"]].mean() < 1
