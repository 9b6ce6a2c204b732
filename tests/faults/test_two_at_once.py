"""Two clocks, relays or shippers at once do nothing twice; a relay that is killed loses nothing."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import redis
from django.db import transaction

from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.models import Click
from marketplace import broker, outbox
from marketplace.models import JobPeriod, OutboxMessage
from marketplace.processes import programs
from tests.campaigns.clicks.crowd import crowd, lost_and_twice
from tests.faults.conftest import Trial
from tests.harness.cluster import Cluster, wait_for

MESSAGES = 300  # more than a relay takes at once


@pytest.mark.fault(name="two_beats")
def test_of_two_clocks_one_sends(cluster: Cluster, tmp_path: Path, fault: Trial) -> None:
    clocks = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        clocks.append(
            cluster.start(
                programs.beat(),
                FRANC_DATA=str(folder),
                DJANGO_SETTINGS_MODULE="tests.faults.quick_clock",
            )
        )
    for _ in fault.each():
        wait_for(partial(more_periods, JobPeriod.objects.count()), "another period")
    for clock in clocks:
        clock.stop()

    periods, sent = JobPeriod.objects.count(), len(messages(cluster))
    tried = clocks[0].log.read_text().count("Sending due task")
    assert tried > periods, "the second clock sent nothing"
    fault.found(lost=max(0, periods - sent), twice=max(0, sent - periods))


@pytest.mark.fault(name="two_relays")
def test_two_relays_share_the_work(cluster: Cluster, fault: Trial) -> None:
    relays = [cluster.relay(), cluster.relay()]
    for number in fault.each():
        put(number)
        wait_for(everything_is_sent, "the outbox to be empty")
    for relay in relays:
        relay.stop()

    sent = Counter(messages(cluster))
    fault.remarks["messages"] = sent.total()
    fault.found(lost=fault.times * MESSAGES - len(sent), twice=sent.total() - len(sent))


@pytest.mark.fault(name="relay_killed")
def test_a_relay_is_killed(cluster: Cluster, fault: Trial) -> None:
    relay = cluster.relay()
    for number in fault.each():
        put(number)
        wait_for(partial(more_sent, number * MESSAGES), "the relay to send", every=0.002)
        time.sleep(random.random() * 0.02)
        relay.kill()
        with fault.recovering():
            relay.start()
            wait_for(everything_is_sent, "the outbox to be empty")

    sent = Counter(messages(cluster))
    # At least once: what the dead one had sent and not noted is sent again.
    fault.remarks["sent again"] = sent.total() - len(sent)
    fault.found(lost=fault.times * MESSAGES - len(sent))


@pytest.mark.fault(name="two_shippers")
def test_two_shippers_store_each_click_once(port: int, cluster: Cluster, fault: Trial) -> None:
    shippers = [cluster.ship(), cluster.ship()]
    with crowd(port, "/spring1") as visitors:
        for _ in fault.each():
            wait_for(partial(more_clicks, Click.objects.count()), "a shipper to ship")
            time.sleep(0.5)
    cluster.running[0].stop()
    for shipper in shippers:
        shipper.stop()

    ship_waiting(cluster.folder.spool)

    fault.found(**lost_and_twice(visitors))


def put(turn: int) -> None:
    with transaction.atomic():
        for number in range(MESSAGES):
            outbox.put("campaigns.rejudge_post", post_id=turn * MESSAGES + number)


def messages(cluster: Cluster) -> list[str]:
    """What the broker holds, for there is no worker: each task with its arguments."""
    url = urlsplit(cluster.environment["CELERY_BROKER_URL"])
    number = int(url.query.partition("=")[2])
    with redis.Redis(unix_socket_path=unquote(url.netloc + url.path), db=number) as client:
        waiting = [json.loads(text) for text in client.lrange(broker.QUEUE, 0, -1)]
    return [f"{each['headers']['task']} {each['headers']['kwargsrepr']}" for each in waiting]


def everything_is_sent() -> bool:
    return not OutboxMessage.objects.filter(sent_at=None).exists()


def more_sent(messages: int) -> bool:
    return OutboxMessage.objects.exclude(sent_at=None).count() > messages


def more_clicks(clicks: int) -> bool:
    return Click.objects.count() > clicks


def more_periods(periods: int) -> bool:
    return JobPeriod.objects.count() > periods
