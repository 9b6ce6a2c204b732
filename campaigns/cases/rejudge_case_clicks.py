"""Give clicks of cases the verdict that follows from all their cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from campaigns.cases.combined_verdict import InCase, judge_by_cases
from campaigns.clicks.judging.change_verdicts import (
    Present,
    change_verdicts,
    present_verdicts,
)
from campaigns.clicks.judging.take_waiting import lock_claim
from campaigns.models import CaseClick, Post

Clicks = Sequence[tuple[UUID, datetime]]


def lock_claims(claims: Iterable[int]) -> None:
    """Keep the judges from these claims until the commit; in the order of their ids."""
    for claim in sorted(set(claims)):
        lock_claim(claim)


def rejudge(campaign_id: int, clicks: Clicks, by: int | None = None) -> int:
    """Judge clicks by their cases as they stand now; return how many verdicts changed.

    Their claims must be locked.
    """
    found = present_verdicts(clicks)
    cases = _cases([click.click_id for click in found])
    approved = _approved_links(found)
    decided = []
    for click in found:
        is_approved = click.link_id in approved
        decision = judge_by_cases(click, cases[click.click_id], post_approved=is_approved)
        if decision:
            decided.append((click, decision))
    return change_verdicts(campaign_id, decided, by)


def _cases(clicks: Iterable[UUID]) -> dict[UUID, list[InCase]]:
    rows = CaseClick.objects.filter(click_id__in=list(clicks)).order_by("case_id")
    found: dict[UUID, list[InCase]] = defaultdict(list)
    for click, case, reason, outcome in rows.values_list(
        "click_id", "case_id", "case__reason", "outcome"
    ):
        found[click].append(InCase(case, reason, outcome))
    return found


def _approved_links(clicks: Sequence[Present]) -> set[int]:
    links = {click.link_id for click in clicks}
    posts = Post.objects.approved().filter(link__in=links)
    return set(posts.values_list("link_id", flat=True))
