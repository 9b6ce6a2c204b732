"""The verdict of a click from what was decided in every case that it is in; no database.

A click may be in several cases, and may wait for its post besides. It is rejected as soon as one
of them is decided against it, and valid once nothing holds it any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from campaigns.clicks.judging.change_verdicts import Decision, Present
from campaigns.clicks.judging.rules import awaiting_review
from campaigns.clicks.judging.rules.facts import Evidence


class InCase(NamedTuple):
    """A case of the click: its reason, and what was decided there (empty: nothing yet)."""

    case_id: int
    reason: str
    outcome: str


def judge_by_cases(
    click: Present, cases: Sequence[InCase], *, post_approved: bool
) -> Decision | None:
    """Return the verdict that follows from its cases; None when they have no say.

    They have none on a click that a rule of pass A or a refused post rejects.
    """
    reasons = {case.reason for case in cases}
    if click.outcome == "rejected" and click.reasons[0] not in reasons:
        return None
    against = [case for case in cases if case.outcome == "rejected"]
    undecided = [case for case in cases if not case.outcome]
    rejecting = list(dict.fromkeys(case.reason for case in against))
    holding = _still_holding(click, reasons, undecided, post_approved=post_approved)
    left = [*rejecting, *(reason for reason in holding if reason not in rejecting)]
    outcome = "rejected" if rejecting else "held" if left else "valid"
    said: dict[str, Evidence] = {
        case.reason: {"case": case.case_id} for case in (*against, *undecided)
    }
    return Decision(outcome, left, said)


def _still_holding(
    click: Present, reasons: set[str], undecided: Sequence[InCase], *, post_approved: bool
) -> list[str]:
    """Reasons of open cases, and those that no case of the click decides, in their order."""
    open_reasons = [case.reason for case in undecided]
    others = [reason for reason in click.reasons if reason not in reasons]
    if post_approved:
        others = [reason for reason in others if reason != awaiting_review.RULE.code]
    known = [reason for reason in click.reasons if reason in open_reasons or reason in others]
    return list(dict.fromkeys([*known, *open_reasons]))
