"""Judge all clicks that wait; one that cannot be judged is parked and stops no other.

When judging fails, or has killed its process before, claims are judged each by itself; one with
which it fails again is judged click by click, and the click that cannot be judged is parked
where staff see it. Its claim goes on. What is tried next is committed before it is tried.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import structlog
from django.db import DatabaseError, DataError, InterfaceError, ProgrammingError, transaction

from campaigns.clicks.judging import judge_clicks, take_waiting
from campaigns.models import ClaimOnTrial, ParkedClick
from marketplace import outbox
from marketplace.parking import park_work
from marketplace.parking.count_runs import DIED

log = structlog.get_logger(__name__)
JUDGE = "campaigns.judge"
JUDGE_PARKED = "campaigns.judge_parked"
TRIES = 2  # of a click alone, each the end of its process: one may be somebody else's doing
# Classes of SQLSTATE (PostgreSQL, appendix A) that a click's own content can cause: cardinality,
# data, integrity, and what our own functions raise. Any other says nothing about the clicks: a
# database that is away, full or read-only, a deadlock, a table or a permission that is missing.
A_CLICKS_FAULT = ("21", "22", "23", "P0")


class CannotBeJudged(Exception):
    """Judging failed, and not for want of a database; the cause says how."""


def judge_waiting(until: float, *, carefully: bool = False) -> None:
    """Judge what waits, until it is done or time.monotonic() passes `until`.

    Args:
        carefully: claim by claim from the start, for a former run died.
    """
    if not carefully:
        carefully = not _judge_together(until)
    claims = take_waiting.claims() if carefully else _on_trial()
    for claim in claims:
        if monotonic() < until:
            _judge_apart(claim, until)


def put_back(claim_id: int, arrival: int) -> None:
    """Have a parked click judged again, with its claim apart from all others."""
    with transaction.atomic():
        ParkedClick.objects.filter(pk=arrival).delete()
        ClaimOnTrial.objects.get_or_create(claim_id=claim_id)
        outbox.put(JUDGE)


def _on_trial() -> list[int]:
    return list(ClaimOnTrial.objects.values_list("claim_id", flat=True))


def _judge_together(until: float) -> bool:
    """Return whether nothing failed."""
    try:
        with _told_apart():
            while judge_clicks.judge_batch() and monotonic() < until:
                pass
    except CannotBeJudged as error:
        log.warning("judging failed, so claims are judged one by one", reason=repr(error.__cause__))
        return False
    return True


def _judge_apart(claim: int, until: float) -> None:
    with take_waiting.keep_claim(claim) as mine:
        if not mine:
            return  # somebody is at it
        trial, is_first = ClaimOnTrial.objects.get_or_create(claim_id=claim)
        if is_first and _judge_claim(claim, until):
            trial.delete()
        else:
            _judge_one_by_one(trial, until)


def _judge_claim(claim: int, until: float) -> bool:
    """Return whether nothing failed."""
    try:
        with _told_apart():
            while judge_clicks.judge_claim(claim) and monotonic() < until:
                pass
    except CannotBeJudged:
        return False
    return True


def _judge_one_by_one(trial: ClaimOnTrial, until: float) -> None:
    while (arrival := take_waiting.first_of(trial.claim_id)) is not None:
        if monotonic() > until:
            return  # it stays on trial
        if trial.arrival != arrival:
            trial.arrival, trial.tries = arrival, 0
        if trial.tries == TRIES:
            _park(trial.claim_id, arrival, DIED)
            continue
        trial.tries += 1
        trial.save(update_fields=["arrival", "tries"])
        _judge_one(trial.claim_id, arrival)
    trial.delete()


def _judge_one(claim: int, arrival: int) -> None:
    try:
        with _told_apart():
            judge_clicks.judge_claim(claim, limit=1)
    except CannotBeJudged:
        _park(claim, arrival, traceback.format_exc())


def _park(claim: int, arrival: int, error: str) -> None:
    with transaction.atomic():
        ParkedClick.objects.get_or_create(arrival=arrival)
        park_work.put_in(JUDGE_PARKED, {"claim_id": claim, "arrival": arrival}, error)


@contextmanager
def _told_apart() -> Iterator[None]:
    """Raises CannotBeJudged, unless it was the database's own trouble."""
    try:
        yield
    except Exception as error:  # whatever a rule raises, other clicks must be judged
        if _is_the_databases(error):
            raise
        raise CannotBeJudged from error


def _is_the_databases(error: Exception) -> bool:
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return False
    state = getattr(error.__cause__, "pgcode", None)
    if state is None:  # the driver's own; a killed server may end as a DatabaseError of no kind
        return not isinstance(error, (DataError, ProgrammingError))
    return not state.startswith(A_CLICKS_FAULT)
