"""What a line of a log may state, and what makes it a bad one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from campaigns.clicks.recording.record import USER_AGENT
from campaigns.replay.log_line import BadLine, parse
from tests.campaigns.replay.logs import click


def line(**fields: Any) -> bytes:
    return json.dumps(click(0, **fields)).encode()


@pytest.mark.parametrize(
    "at",
    [1357000000, 1357000000.0, "2013-01-01T00:26:40Z", "2013-01-01T01:26:40+01:00",
     "2013-01-01 00:26:40"],
)  # fmt: skip
def test_a_time_is_epoch_seconds_or_iso_8601_in_utc_unless_it_says(at: Any) -> None:
    assert parse(line(at=at)).at == 1_357_000_000_000


def test_milliseconds_are_kept() -> None:
    assert parse(line(at=1357000000.1239)).at == 1_357_000_000_124


@pytest.mark.parametrize("at", [0, -1, 1e15, "yesterday", True, None])
def test_what_is_no_time_is_a_bad_line(at: Any) -> None:
    with pytest.raises(BadLine):
        parse(line(at=at))


@pytest.mark.parametrize(
    "fields",
    [{"owner": None}, {"link": ""}, {"id": None}, {"dwell_seconds": -1}, {"followers": "many"},
     {"country": "France"}, {"user_agent": 7}, {"user_agent": "a\0b"}],
)  # fmt: skip
def test_missing_and_senseless_fields_make_a_bad_line(fields: dict[str, Any]) -> None:
    with pytest.raises(BadLine):
        parse(line(**fields))


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"nonsense", b'"text"', b"\xff"])
def test_what_is_no_json_object_is_a_bad_line(text: bytes) -> None:
    with pytest.raises(BadLine):
        parse(text)


def test_a_bad_address_is_not_told() -> None:
    with pytest.raises(BadLine) as caught:
        parse(line(ip="203.0.113.7777"))

    assert "203" not in str(caught.value)


def test_texts_are_cut_as_the_redirect_cuts_them_and_unknown_fields_ignored() -> None:
    found = parse(line(user_agent="x" * 5_000, weather="rain", purpose=None))

    assert len(found.heard.user_agent) == USER_AGENT
    assert found.heard.purpose == ""


def test_numbers_are_names_too_and_an_id_stays_what_it_was() -> None:
    found = parse(line(id=7, link=1, owner=2, campaign=3))

    assert (found.id, found.link, found.owner, found.campaign) == ("7", "1", "2", "3")


def test_what_means_the_same_in_any_case_is_read_in_any_case() -> None:
    heard = parse(line(method="get", country="fr", at="2013-01-01t00:26:40z")).heard

    assert (heard.method, heard.country) == ("GET", "FR")
