"""A reason is kept once and read by each in their own language."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from marketplace.accounts.statements import decision_reasons
from marketplace.accounts.statements.decision_reasons import READY

READY_ONE = decision_reasons.BY_CODE["label_missing"]


def read(reason: str, language: str) -> str:
    with override(language):
        return str(decision_reasons.told(reason))


def test_a_ready_reason_is_read_in_the_language_of_its_reader() -> None:
    kept = decision_reasons.composed("label_missing", "")

    assert read(kept, "fr") == READY_ONE.french
    assert read(kept, "en") == READY_ONE.english


def test_what_the_reviewer_added_stays_as_written() -> None:
    kept = decision_reasons.composed("label_missing", "Voyez la deuxième ligne.\n\nMerci.")

    assert read(kept, "en") == f"{READY_ONE.english}\n\nVoyez la deuxième ligne.\n\nMerci."


def test_words_of_ones_own_are_left_alone() -> None:
    assert read(decision_reasons.composed("", " So bitte nicht. "), "fr") == "So bitte nicht."


def test_a_code_nobody_knows_adds_nothing() -> None:
    assert decision_reasons.composed("made_up", "Words.") == "Words."


@pytest.mark.parametrize("ready", READY, ids=lambda ready: ready.code)
def test_every_ready_reason_rests_on_something_and_has_words_of_its_own(
    ready: decision_reasons.Ready,
) -> None:
    assert ready.ground in decision_reasons.GROUNDS
    assert [one for one in READY if one.english == ready.english] == [ready]
    assert decision_reasons.BREAK not in ready.english + ready.french


def test_a_reason_brings_its_ground() -> None:
    assert (
        decision_reasons.ground_of("post", decision_reasons.composed("begs_for_clicks", ""))
        == "clicks"
    )
    assert decision_reasons.ground_of("post", "Words of one's own.") == "influence"
