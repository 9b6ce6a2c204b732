"""The same word for a header's text that cannot be handed over, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.clicks.recording.unreadable import UNREADABLE, as_heard
from campaigns.clicks.visitors.user_agents import Agent, classify


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("", ""),
        ("fr,en;q=0.5", "fr,en;q=0.5"),
        (" \tMozilla/5.0 \t", "Mozilla/5.0"),
        ("INCO AIR®", UNREADABLE),
        ("Mod\u00e8le", UNREADABLE),
        ("a\x7f", UNREADABLE),
    ],
)
def test_what_is_heard_of_a_text(text: str, heard: str) -> None:
    assert as_heard(text) == heard


@given(before=st.text(), odd=st.characters(min_codepoint=127), after=st.text())
def test_one_odd_character_makes_it_unreadable_and_never_no_browser(
    before: str, odd: str, after: str
) -> None:
    heard = as_heard(before + odd + after)

    assert heard == UNREADABLE
    assert classify(heard) is Agent.UNREADABLE
