"""A click that cannot be judged is parked alone; every other click gets its verdict."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import monotonic
from uuid import UUID

import pytest
from django.db import DatabaseError, OperationalError, connection

from campaigns import tasks
from campaigns.clicks.judging import isolate_poison
from campaigns.clicks.judging.rules import ruleset
from campaigns.clicks.judging.rules.facts import Click as Known
from campaigns.clicks.judging.rules.facts import Earlier
from campaigns.models import ClaimOnTrial, Click, ClickToJudge, Link, ParkedClick, Verdict
from marketplace.parking import park_work
from marketplace.parking.models import ParkedTask
from tests import factories
from tests.harness.cluster import Cluster

# Judges as a worker does; dies by -9 when it meets the poison.
DIES = """
import os, signal, time, django
django.setup()
from campaigns.clicks.judging import isolate_poison
from campaigns.clicks.judging.rules import ruleset
judge = ruleset.judge_by_rules
def die(click, earlier):
    if click.languages == "{poison}":
        os.kill(os.getpid(), signal.SIGKILL)
    return judge(click, earlier)
ruleset.judge_by_rules = die
isolate_poison.judge_waiting(time.monotonic() + 60, carefully={carefully})
"""
POISON = "xx-poison"


def poison(link: Link) -> UUID:
    return factories.click(link, languages=POISON)


@pytest.fixture
def raising(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that cannot cope with the poison."""
    judge = ruleset.judge_by_rules

    def fail(click: Known, earlier: Earlier) -> ruleset.Judgement:
        if click.languages == POISON:
            raise ZeroDivisionError("a rule divided by nothing")
        return judge(click, earlier)

    monkeypatch.setattr(ruleset, "judge_by_rules", fail)


def judge_all() -> None:
    isolate_poison.judge_waiting(monotonic() + 60)


@pytest.mark.django_db
@pytest.mark.usefixtures("raising")
def test_others_of_the_claim_and_of_other_claims_are_judged() -> None:
    campaign = factories.live()
    link, other = factories.approved_link(campaign), factories.approved_link(campaign)
    healthy = [*factories.clicks(link, 2), *factories.clicks(other, 2)]
    bad = poison(link)
    healthy += factories.clicks(link, 2)

    judge_all()

    assert set(Verdict.objects.values_list("click_id", flat=True)) == set(healthy)
    waiting = ClickToJudge.objects.get()
    assert (waiting.click_id, waiting.arrival) == (bad, ParkedClick.objects.get().pk)
    parked = ParkedTask.objects.get()
    assert parked.kwargs == {"claim_id": link.claim_id, "arrival": waiting.arrival}
    assert "a rule divided by nothing" in parked.error
    assert not ClaimOnTrial.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("raising")
def test_a_parked_click_is_not_tried_with_the_next_ones() -> None:
    link = factories.approved_link(factories.live())
    poison(link)
    judge_all()

    factories.clicks(link, 3)
    judge_all()

    assert Verdict.objects.count() == 3
    assert ParkedTask.objects.get().times == 1


@pytest.mark.django_db
def test_a_parked_click_put_back_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    link = factories.approved_link(factories.live())
    bad = factories.click(link)
    arrival = ClickToJudge.objects.get(click_id=bad).arrival
    ParkedClick.objects.create(arrival=arrival)
    judge_all()
    assert not Verdict.objects.exists()

    tasks.judge_parked(link.claim_id, arrival)
    judge_all()

    assert Verdict.objects.get().click_id == bad
    assert not ParkedClick.objects.exists()
    assert not ClaimOnTrial.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [OperationalError, DatabaseError])
def test_a_database_that_goes_away_parks_nothing(
    kind: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.click(factories.approved_link(factories.live()))

    def gone(*_: object) -> None:
        raise kind("the server closed the connection")

    monkeypatch.setattr(ruleset, "judge_by_rules", gone)

    with pytest.raises(kind):
        judge_all()

    assert not ParkedTask.objects.exists()


def fails_in_the_database(monkeypatch: pytest.MonkeyPatch, condition: str) -> None:
    """Judging meets this condition of PostgreSQL."""

    def fail(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE {condition}; END $$")

    monkeypatch.setattr(ruleset, "judge_by_rules", fail)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "condition",
    [
        "insufficient_privilege", "undefined_table", "read_only_sql_transaction",
        "disk_full", "deadlock_detected", "admin_shutdown", "lock_not_available",
    ],
)  # fmt: skip
def test_a_database_that_refuses_everything_parks_nothing(
    condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.click(factories.approved_link(factories.live()))
    fails_in_the_database(monkeypatch, condition)

    with pytest.raises(DatabaseError):
        judge_all()

    assert not ParkedTask.objects.exists()
    assert not ClaimOnTrial.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "condition", ["division_by_zero", "check_violation", "cardinality_violation", "raise_exception"]
)
def test_an_error_that_the_click_causes_in_the_database_parks_it(
    condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.click(factories.approved_link(factories.live()))
    fails_in_the_database(monkeypatch, condition)

    judge_all()

    assert ParkedClick.objects.count() == 1


def test_a_click_that_kills_its_judge_is_parked_after_four_deaths(cluster: Cluster) -> None:
    factories.prepare_days()
    campaign = factories.live()
    link, other = factories.approved_link(campaign), factories.approved_link(campaign)
    healthy = factories.clicks(other, 2)
    bad = poison(link)
    healthy += factories.clicks(link, 2)

    ends = [judge_in_a_process(cluster, carefully=run > 0) for run in range(5)]

    assert ends == [-signal.SIGKILL] * 4 + [0]
    assert set(Verdict.objects.values_list("click_id", flat=True)) == set(healthy)
    assert ClickToJudge.objects.get().click_id == bad
    assert "died" in ParkedTask.objects.get().error
    assert park_work.parked(isolate_poison.JUDGE_PARKED) == [ParkedTask.objects.get().kwargs]
    assert Click.objects.count() == len(healthy) + 1


def judge_in_a_process(cluster: Cluster, *, carefully: bool) -> int:
    environment = {**os.environ, "DATABASE_URL": cluster.app_url}
    code = DIES.format(poison=POISON, carefully=carefully)
    return subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode
