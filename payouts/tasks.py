"""The Celery tasks of payouts: each takes ids, makes one domain call, and may run twice."""

from __future__ import annotations

import traceback
from time import monotonic

import structlog
from celery import shared_task
from django.db import InterfaceError, OperationalError

from campaigns.models import ToSettle
from campaigns.running import lifecycle
from marketplace.heartbeat import beat
from marketplace.parking import park_work
from payouts import (
    audit,
    close_campaign,
    earnings,
    holds,
    revisit_set_aside,
    same_iban,
    start_approved,
    wake_waiting,
)

log = structlog.get_logger(__name__)
SETTLE = "payouts.settle"
LONGEST = 120.0  # seconds; what is left then is taken by the next waking


@shared_task(name=SETTLE)
def settle(campaign_id: int) -> None:
    until = monotonic() + LONGEST
    while earnings.settle_batch(campaign_id) and monotonic() < until:
        pass


@shared_task(name="payouts.sweep")
def sweep() -> None:
    """Settle whatever waits, in case its message was lost with the broker.

    What is parked waits for a person, or for a message of its own: it may kill its process.
    """
    parked = {kwargs.get("campaign_id") for kwargs in park_work.parked(SETTLE)}
    failed = 0
    for campaign in ToSettle.objects.order_by().values_list("campaign_id", flat=True).distinct():
        try:
            if campaign not in parked:
                settle(campaign)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one campaign that cannot be settled must not starve the others
            park_work.put_in(SETTLE, {"campaign_id": campaign}, traceback.format_exc())
            failed += 1
    beat("payouts.sweep", failed=failed, parked=len(parked))


@shared_task(name="payouts.wake_decided")
def wake_decided() -> None:
    """Have settlement take back what nobody can appeal any more."""
    beat("payouts.wake_decided", clicks=revisit_set_aside.wake_decided())


@shared_task(name="payouts.release_holds")
def release_holds() -> None:
    while holds.release_due():
        pass
    beat("payouts.release_holds")


@shared_task(name="payouts.close_finished")
def close_finished() -> None:
    beat("payouts.close_finished", closed=close_campaign.close_finished())


@shared_task(name=wake_waiting.START)
def start_waiting(buyer_id: int) -> None:
    start_approved.start_waiting(buyer_id)


@shared_task(name="payouts.start_all_approved")
def start_all_approved() -> None:
    started, given_up = start_approved.start_all(), lifecycle.give_up_unfunded()
    beat("payouts.start_all_approved", started=started, given_up=given_up)


@shared_task(name="payouts.nightly_audit")
def nightly_audit() -> None:
    checks = audit.run_audit()
    broken = [check.name for check in checks if not check.holds]
    if broken:
        log.error("the audit found a breach", broken=broken)
    beat("payouts.audit", unexplained_cents=audit.unexplained_cents(checks), broken=len(broken))


@shared_task(name="payouts.find_same_ibans")
def find_same_ibans() -> None:
    beat("payouts.find_same_ibans", found=same_iban.find_same_iban())
