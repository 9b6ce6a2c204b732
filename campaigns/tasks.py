"""The Celery tasks of campaigns: each takes ids, makes one domain call, and may run twice."""

from __future__ import annotations

from time import monotonic
from typing import Any

from celery import Task, shared_task
from django.utils import timezone

from campaigns.cases import gather_held
from campaigns.clicks import retention
from campaigns.clicks.forgetting import partitions
from campaigns.clicks.judging import close_undecided, isolate_poison, rejudge_held
from campaigns.clicks.origins import origin_lists
from campaigns.disclosure import veto_message
from campaigns.drafts import check_landing_page
from campaigns.patterns import find_same_device, look_for_patterns
from campaigns.purges import run_purges
from campaigns.running import budget_warnings, lifecycle, watch_landing
from marketplace import once_a_period, outbox
from marketplace.heartbeat import beat
from marketplace.parking import count_runs

LONGEST = 120.0  # seconds; what is left then is taken by the next waking


@shared_task(name=isolate_poison.JUDGE, bind=True)
def judge(self: Task[..., Any]) -> None:
    isolate_poison.judge_waiting(
        monotonic() + LONGEST, carefully=count_runs.died_before(self.request)
    )
    beat("campaigns.judge")


@shared_task(name=isolate_poison.JUDGE_PARKED)
def judge_parked(claim_id: int, arrival: int) -> None:
    isolate_poison.put_back(claim_id, arrival)


@shared_task(name="campaigns.rejudge_post")
def rejudge_post(post_id: int) -> None:
    while rejudge_held.rejudge_batch(post_id):
        pass


@shared_task(name="campaigns.gather_cases")
def gather_cases() -> None:
    beat("campaigns.gather_cases", gathered=gather_held.gather())


@shared_task(name="campaigns.end_due")
def end_due() -> None:
    beat("campaigns.end_due", ended=lifecycle.end_due(), given_up=close_undecided.give_up())


@shared_task(name="campaigns.maintain_partitions")
def maintain_partitions() -> None:
    waiting = partitions.prepare()
    outbox.forget_sent(retention.OUTBOX)
    once_a_period.forget(retention.OUTBOX)
    beat("campaigns.maintain_partitions", days_waiting=len(waiting))


@shared_task(name="campaigns.purge_secrets")
def purge_secrets() -> None:
    beat("campaigns.purge_secrets", **run_purges.hourly())


@shared_task(name="campaigns.purge_clicks")
def purge_clicks() -> None:
    beat("campaigns.purge_clicks", **run_purges.nightly())


@shared_task(name="campaigns.look_at_landing")
def look_at_landing(campaign_id: int, url: str) -> None:
    watch_landing.follow_look(check_landing_page.look_at_landing_page(campaign_id, url))


@shared_task(name="campaigns.watch_landings")
def watch_landings() -> None:
    asked, paused = watch_landing.look_again(), watch_landing.pause_overdue()
    beat("campaigns.watch_landings", asked=asked, paused=paused)


@shared_task(name="campaigns.look")
def look() -> None:
    beat("campaigns.look", held=look_for_patterns.look_for_patterns(timezone.now(), whole=False))


@shared_task(name="campaigns.look_at_all")
def look_at_all() -> None:
    beat("campaigns.look_at_all", held=look_for_patterns.look_for_patterns(timezone.now()))


@shared_task(name="campaigns.let_out_due")
def let_out_due() -> None:
    beat("campaigns.let_out_due", let_out=veto_message.let_out_due())


@shared_task(name="campaigns.find_same_devices")
def find_same_devices() -> None:
    beat("campaigns.find_same_devices", found=find_same_device.find_same_device())


@shared_task(name="campaigns.tell_of_low_funds")
def tell_of_low_funds() -> None:
    beat("campaigns.tell_of_low_funds", told=budget_warnings.tell_of_low_funds())


@shared_task(name="campaigns.load_packaged_lists")
def load_packaged_lists() -> None:
    beat("campaigns.load_packaged_lists", loaded=len(origin_lists.load_packaged()))
