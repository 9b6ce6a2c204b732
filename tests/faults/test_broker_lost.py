"""The broker dies, or forgets everything: PostgreSQL is the queue of record, so nothing is lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

import pytest
import redis

from marketplace.models import OutboxMessage
from marketplace.processes import programs
from payouts.models import ClickEarning
from tests import factories
from tests.faults.clicking import Clicking, breaches, nothing_waits
from tests.faults.conftest import Own, Trial
from tests.faults.supervised import Supervised

GONE_FOR = 2.0  # seconds


@pytest.fixture
def supervised(own: Own) -> Supervised:
    return Supervised(own.cluster.up(programs.relay(), programs.worker(), programs.beat()))


@pytest.fixture
def clicking(supervised: Supervised) -> Iterator[Clicking]:
    factories.prepare_days()
    campaign = factories.live(budget_cents=10_000_000, cap_cents=50_000)
    with Clicking([factories.approved_link(campaign) for _ in range(4)]) as made:
        yield made


@pytest.mark.fault(name="broker_killed")
def test_the_broker_is_killed(
    clicking: Clicking, supervised: Supervised, own: Own, fault: Trial
) -> None:
    lose_broker(own.servers.kill_broker, own, supervised, fault)

    finish(clicking, supervised, fault)


@pytest.mark.fault(name="broker_emptied")
def test_the_broker_comes_back_empty(
    clicking: Clicking, supervised: Supervised, own: Own, fault: Trial
) -> None:
    lose_broker(own.servers.empty_broker, own, supervised, fault)

    finish(clicking, supervised, fault)


@pytest.mark.fault(name="broker_flushed")
def test_the_broker_forgets_everything(
    clicking: Clicking, supervised: Supervised, own: Own, fault: Trial
) -> None:
    for _ in fault.each():
        supervised.wait_for_more(ClickEarning.objects.count, "clicks settled")
        with redis.Redis(unix_socket_path=str(own.servers.valkey.socket)) as client:
            client.flushall()
        with fault.recovering():
            supervised.wait_for_more(ClickEarning.objects.count, "clicks settled")

    finish(clicking, supervised, fault)


def lose_broker(lose: Callable[[], None], own: Own, supervised: Supervised, fault: Trial) -> None:
    for _ in fault.each():
        supervised.wait_for_more(ClickEarning.objects.count, "clicks settled")
        time.sleep(random.random())
        lose()
        time.sleep(GONE_FOR)
        own.servers.valkey.start()
        with fault.recovering():
            supervised.wait_for_more(ClickEarning.objects.count, "clicks settled")


def finish(clicking: Clicking, supervised: Supervised, fault: Trial) -> None:
    clicking.stop()
    supervised.wait_for(nothing_waits, "every click to be settled")

    assert breaches() == []
    assert OutboxMessage.objects.filter(attempts__gt=1).count() == 0, "the outage was counted"
    fault.remarks |= {"clicks": clicking.stored, "restarts": supervised.restarts}
    fault.found(lost=clicking.stored - ClickEarning.objects.count())
