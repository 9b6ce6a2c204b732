"""The rules as they are published."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override

from campaigns import reasons
from campaigns.clicks.judging.rules import ruleset
from campaigns.clicks.judging.rules.thresholds import PRESENT
from campaigns.telling import explain_rules
from campaigns.telling.explain_rules import PATTERNS, SAID, rulebook


def test_every_rule_is_explained_and_nothing_else_is() -> None:
    assert SAID.keys() == {rule.code for rule in ruleset.RULES} | set(PATTERNS)
    assert SAID.keys() <= reasons.WORDS.keys()


def test_the_thresholds_that_judge_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    other = PRESENT._replace(double_click_seconds=45)
    monkeypatch.setattr(explain_rules, "PRESENT", other)

    with override("en"):
        said = {rule.code: rule.says for rule in rulebook().rejected}

    assert "within 45 seconds" in said["double_click"]


def test_every_rule_stands_where_it_leads_to() -> None:
    book = rulebook()

    for outcome in ("rejected", "held"):
        expected = [rule.code for rule in ruleset.RULES if rule.outcome == outcome]
        assert [rule.code for rule in getattr(book, outcome)] == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("en", "Which clicks are paid"), ("fr", "Quels clics sont payés")]
)
def test_anybody_can_read_them(language: str, words: str) -> None:
    with override(language):
        page = Client(headers={"accept-language": language}).get("/rules/").content.decode()

    assert words in page
    assert all(f'id="{rule.code}"' in page for rule in ruleset.RULES)
