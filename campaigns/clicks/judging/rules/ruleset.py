"""The rules of pass A in the order in which their reasons are given, and how they combine.

To add a rule: one file beside this one, its line below, a test of both sides, and a new VERSION.
"""

from __future__ import annotations

from typing import NamedTuple

from campaigns.clicks.judging.rules import (
    awaiting_review,
    bot,
    campaign_not_running,
    double_click,
    exchange_group,
    late,
    left,
    link_preview,
    method,
    network,
    not_a_browser,
    own_click,
    prefetch,
    repeat_24h,
    spam_referrer,
    suspended,
    thresholds,
    unreadable_visitor,
)
from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence

VERSION = "b3" + thresholds.mark(thresholds.PRESENT)

RULES = (
    method.RULE,
    prefetch.RULE,
    link_preview.RULE,
    bot.RULE,
    own_click.RULE,
    spam_referrer.RULE,
    exchange_group.RULE,
    campaign_not_running.RULE,
    left.RULE,
    suspended.RULE,
    double_click.RULE,
    repeat_24h.RULE,
    late.RULE,
    unreadable_visitor.RULE,
    not_a_browser.RULE,
    network.RULE,
    awaiting_review.RULE,
)
VISIT_RULES = frozenset({"double_click", "repeat_24h"})


class Judgement(NamedTuple):
    """`outcome` is valid, held or rejected; `reasons` in the order of RULES."""

    outcome: str
    reasons: tuple[str, ...]
    evidence: dict[str, Evidence]

    @property
    def is_somebody_choosing(self) -> bool:
        """Whether it was a person's click, whatever else: then it is the visitor's last one."""
        return self.outcome != "rejected" or VISIT_RULES.issuperset(self.reasons)


_JUDGES = tuple(rule.judge for rule in RULES)
_NOTHING = [None] * len(RULES)
_REJECTING = frozenset(rule.code for rule in RULES if rule.outcome == "rejected")
_VALID = Judgement("valid", (), {})


def judge_by_rules(click: Click, earlier: Earlier) -> Judgement:
    """Return what the rules say of `click`: rejected if any rejects, else held if any holds."""
    found = [judge_one(click, earlier) for judge_one in _JUDGES]
    if found == _NOTHING:  # most clicks
        return _VALID
    evidence = {rule.code: e for rule, e in zip(RULES, found, strict=True) if e is not None}
    outcome = "held" if _REJECTING.isdisjoint(evidence) else "rejected"
    return Judgement(outcome, tuple(_ordered(evidence, outcome)), evidence)


def _ordered(found: dict[str, Evidence], outcome: str) -> list[str]:
    """The first reason is one that decided: reasons to reject stand before reasons to hold."""
    if outcome != "rejected":
        return list(found)
    return sorted(found, key=lambda code: code not in _REJECTING)


def after_review(reasons: list[str], approved: bool) -> tuple[str, list[str]]:
    """Return (outcome, reasons) of a held click once its post is decided.

    Approved: what else held it still does. Refused: it will not be paid, for that reason.
    """
    if not approved:
        return "rejected", ["awaiting_review"]
    left = [reason for reason in reasons if reason != awaiting_review.RULE.code]
    return ("held", left) if left else ("valid", [])
