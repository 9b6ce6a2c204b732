"""The comparison of the visitors' account with the books finds what it is there to find."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bench.hosts import failures
from bench.many_hosts.account import Account
from bench.many_hosts.proof import Proof
from bench.many_hosts.recovery import undone_of
from campaigns.clicks.judging import judge_clicks
from payouts import earnings
from tests import factories

RIGHT = {
    "lost": 0,
    "twice": 0,
    "valid and not settled once": 0,
    "settled and not valid": 0,
    "unexplained_cents": 0,
    "audit_broken": [],
    "ended_by_themselves": [],
    "quiet": True,
    "ready": True,
    "broker": {"dead": 0},
    "given_back_for_ever": {"kept": 1},
    "faults": [{"fault": "database cut off", "recovered_s": 20.0}],
}


def account_of(folder: Path, *clicks: UUID | str) -> Account:
    """The account of visitors who were answered with these clicks."""
    lines = [f"{time.time():.3f} 0 {click} 2.5\n" for click in clicks]
    (folder / "account").write_text("".join(lines))
    account = Account(folder / "account")
    account.look()
    return account


@pytest.mark.django_db
def test_an_answered_click_that_is_not_stored_is_lost(tmp_path: Path) -> None:
    (stored,) = factories.clicks(factories.approved_link(factories.live()), 1)
    account = account_of(tmp_path, stored, uuid4(), "-")

    figures = Proof(account).figures(account)

    assert (figures["visitors"], figures["answered"], figures["lost"]) == (3, 2, 1)


@pytest.mark.django_db
def test_a_valid_click_that_earns_nothing_is_found(tmp_path: Path) -> None:
    campaign = factories.live()
    clicks = factories.clicks(factories.approved_link(campaign), 2)
    judge_clicks.judge_batch()
    account = account_of(tmp_path, *clicks)

    before = Proof(account).figures(account)["valid and not settled once"]
    undone = undone_of(set(clicks))
    earnings.settle_batch(campaign.pk)
    after = Proof(account).figures(account)["valid and not settled once"]

    assert (before, after) == (2, 0)
    assert (undone, undone_of(set(clicks))) == (set(clicks), set())


def test_a_line_that_is_not_yet_whole_waits(tmp_path: Path) -> None:
    click = uuid4()
    account = account_of(tmp_path, click)
    with (tmp_path / "account").open("a") as file:
        file.write("17000")

    assert account.look() == []
    assert [visit.click for visit in account.visits] == [click]


@pytest.mark.parametrize(
    "wrong",
    [
        {"lost": 1},
        {"twice": 1},
        {"unexplained_cents": 35},
        {"quiet": False, "waiting": {}},
        {"ended_by_themselves": ["beat on worker1"]},
        {"broker": {"dead": 3}},
        {"given_back_for_ever": {"delivered": 40, "kept": 0}},
        {"faults": [{"fault": "worker1 cut off", "recovered_s": None}]},
        {"faults": [{"fault": "worker1 cut off", "recovered_s": 121.0}]},
    ],
)
def test_whatever_is_wrong_fails_the_run(wrong: dict[str, object]) -> None:
    assert failures(RIGHT) == []
    assert len(failures({**RIGHT, **wrong})) == 1
