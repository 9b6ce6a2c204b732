"""Open the case of a suspicion, or extend it, and hold its clicks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from uuid import UUID

from django.db import connection, transaction

from campaigns.cases.rejudge_case_clicks import lock_claims, rejudge
from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.clicks.judging.change_verdicts import present_verdicts
from campaigns.models import Case, CaseClick
from marketplace.array_literals import array


def hold(suspicion: Suspicion) -> int:
    """Open the case of a suspicion, or extend it; hold its clicks; return how many came to it.

    A case that a person has decided, even in part, is not extended: what comes later is a case of
    its own, with its own time to appeal. Left alone are clicks that are rejected already, and those
    that a person has decided in a case of the same reason. Found again without a new click, a
    suspicion changes nothing.
    """
    with transaction.atomic():
        case = _lock_or_open(suspicion)
        lock_claims(click.claim_id for click in suspicion.clicks)
        added = _new(case, suspicion.clicks)
        if not added:
            return _nothing_new(case)
        CaseClick.objects.bulk_create(
            CaseClick(case=case, click_id=c.click_id, click_at=c.at, claim_id=c.claim_id)
            for c in added
        )
        _extend(case, suspicion)
        rejudge(case.campaign_id, [(click.click_id, click.at) for click in added])
    return len(added)


def _lock_or_open(suspicion: Suspicion) -> Case:
    """The row is the lock: two who find the same suspicion extend one case."""
    for number in count(1):
        key = suspicion.key if number == 1 else f"{suspicion.key}#{number}"
        Case.objects.bulk_create(
            [Case(reason=suspicion.reason, key=key, campaign_id=suspicion.campaign_id)],
            ignore_conflicts=True,
        )
        case = Case.objects.select_for_update(no_key=True).get(key=key)
        if not case.decisions.exists():
            break
    return case


def _new(case: Case, suspects: Sequence[Suspect]) -> list[Suspect]:
    judged = present_verdicts((click.click_id, click.at) for click in suspects)
    not_rejected = {click.click_id for click in judged if click.outcome != "rejected"}
    known = _in_case_or_decided(case, not_rejected)
    return [click for click in suspects if click.click_id in not_rejected - known]


def _in_case_or_decided(case: Case, clicks: set[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [array(clicks), case.reason, case.pk])
        return {click for (click,) in cursor}


def _extend(case: Case, suspicion: Suspicion) -> None:
    case.evidence = dict(suspicion.evidence)
    case.status = Case.Status.OPEN
    case.save(update_fields=["evidence", "status"])


def _nothing_new(case: Case) -> int:
    """A case without a click is nothing to decide: the attempt leaves no trace."""
    if not case.clicks.exists():
        transaction.set_rollback(True)
    return 0


_KNOWN = """
SELECT click.click_id FROM campaigns_caseclick click
JOIN campaigns_case decided ON decided.id = click.case_id
WHERE click.click_id = ANY(%s::uuid[])
  AND ((decided.reason = %s AND click.outcome <> '') OR click.case_id = %s)
"""
