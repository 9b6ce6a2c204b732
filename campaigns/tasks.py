"""Celery's doors into this floor: each takes ids, makes one domain call, and may run twice."""

from __future__ import annotations

from time import monotonic
from typing import Any

from celery import Task, shared_task
from django.utils import timezone

from campaigns import landing, lifecycle, purging, warnings
from campaigns.cases import gathering
from campaigns.clicks import (
    isolating,
    origin_lists,
    partitions,
    rejudging,
    retention,
    same_device,
    undecided,
)
from campaigns.disclosure import vetoing
from campaigns.patterns import looking
from marketplace import once_a_period, outbox
from marketplace.heartbeat import beat
from marketplace.parking import counting

LONGEST = 120.0  # seconds; what is left then is taken by the next waking


@shared_task(name=isolating.JUDGE, bind=True)
def judge(self: Task[..., Any]) -> None:
    isolating.judge_waiting(monotonic() + LONGEST, carefully=counting.died_before(self.request))
    beat("campaigns.judge")


@shared_task(name=isolating.JUDGE_PARKED)
def judge_parked(claim_id: int, arrival: int) -> None:
    isolating.put_back(claim_id, arrival)


@shared_task(name="campaigns.rejudge_post")
def rejudge_post(post_id: int) -> None:
    while rejudging.rejudge_batch(post_id):
        pass


@shared_task(name="campaigns.gather_cases")
def gather_cases() -> None:
    beat("campaigns.gather_cases", gathered=gathering.gather())


@shared_task(name="campaigns.end_due")
def end_due() -> None:
    beat("campaigns.end_due", ended=lifecycle.end_due(), given_up=undecided.give_up())


@shared_task(name="campaigns.maintain_partitions")
def maintain_partitions() -> None:
    waiting = partitions.prepare()
    outbox.forget_sent(retention.OUTBOX)
    once_a_period.forget(retention.OUTBOX)
    beat("campaigns.maintain_partitions", days_waiting=len(waiting))


@shared_task(name="campaigns.purge_secrets")
def purge_secrets() -> None:
    beat("campaigns.purge_secrets", **purging.hourly())


@shared_task(name="campaigns.purge_clicks")
def purge_clicks() -> None:
    beat("campaigns.purge_clicks", **purging.nightly())


@shared_task(name="campaigns.look_at_landing")
def look_at_landing(campaign_id: int, url: str) -> None:
    landing.look(campaign_id, url)


@shared_task(name="campaigns.look")
def look() -> None:
    beat("campaigns.look", held=looking.look(timezone.now(), whole=False))


@shared_task(name="campaigns.look_at_all")
def look_at_all() -> None:
    beat("campaigns.look_at_all", held=looking.look(timezone.now()))


@shared_task(name="campaigns.let_out_due")
def let_out_due() -> None:
    beat("campaigns.let_out_due", let_out=vetoing.let_out_due())


@shared_task(name="campaigns.find_same_devices")
def find_same_devices() -> None:
    beat("campaigns.find_same_devices", found=same_device.find())


@shared_task(name="campaigns.tell_of_low_funds")
def tell_of_low_funds() -> None:
    beat("campaigns.tell_of_low_funds", told=warnings.tell_of_low_funds())


@shared_task(name="campaigns.load_packaged_lists")
def load_packaged_lists() -> None:
    beat("campaigns.load_packaged_lists", loaded=len(origin_lists.load_packaged()))
