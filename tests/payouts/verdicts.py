"""Change verdicts as a pattern, a person or a decision on a post does, and settle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.judging.change_verdicts import (
    Decision,
    change_verdicts,
    present_verdicts,
)
from campaigns.clicks.judging.take_waiting import lock_claim
from campaigns.models import Case, Click, Link
from payouts import audit, earnings, holds
from tests import factories


def settle(campaign_id: int) -> None:
    while judge_clicks.judge_batch():
        pass
    while earnings.settle_batch(campaign_id):
        pass


def paid_link(clicks: int, **fields: Any) -> tuple[Link, list[UUID]]:
    """A link of a new campaign with clicks that are paid and pending."""
    link = factories.approved_link(factories.live(**fields))
    made = factories.clicks(link, clicks)
    settle(link.claim.campaign_id)
    return link, made


def change_to(link: Link, clicks: Iterable[UUID], outcome: str, reason: str = "script") -> int:
    """Give clicks of a link another verdict, without settling."""
    reasons = [] if outcome == "valid" else [reason]
    with transaction.atomic():
        lock_claim(link.claim_id)
        found = present_verdicts(moments(clicks))
        decided = [(click, Decision(outcome, reasons, {})) for click in found]
        return change_verdicts(link.claim.campaign_id, decided)


def moments(clicks: Iterable[UUID]) -> list[tuple[UUID, datetime]]:
    wanted = list(clicks)
    return list(Click.objects.filter(id__in=wanted).values_list("id", "at"))


def suspicion(link: Link, clicks: Iterable[UUID], reason: str = "ring", key: str = "") -> Suspicion:
    """What pass B gives: clicks of one link under suspicion."""
    suspects = [Suspect(pk, at, link.claim_id, link.pk) for pk, at in moments(clicks)]
    return Suspicion(reason, key or f"{reason}:{link.pk}", link.claim.campaign_id, suspects)


def one_case() -> Case:
    return Case.objects.get()


def make_due() -> None:
    """Due times are the owner's to move, not the application's."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE payouts_hold SET due_at = due_at - interval '20 days'")


def release_all() -> None:
    make_due()
    while holds.release_due():
        pass


def breaches() -> list[audit.Check]:
    return [check for check in audit.look() if not check.holds]
