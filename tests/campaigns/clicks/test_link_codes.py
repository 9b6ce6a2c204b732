"""A code is read out of whatever was copied with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.clicks.link_codes import Asked, read_asked

CODES = st.text("ABCxyz0189", min_size=7, max_size=7)
NEITHER = st.characters().filter(lambda one: not (one.isascii() and one.isalnum()))


@given(code=CODES, after=st.just("") | st.builds(str.__add__, NEITHER, st.text()))
def test_seven_letters_or_digits_are_a_code_whatever_follows(code: str, after: str) -> None:
    found = read_asked(f"/{code}{after}")

    assert found is not None
    assert found.code == code
    assert found.who_pays == (
        after[:1] == "+" and not (after[1:2].isascii() and after[1:2].isalnum())
    )


@given(code=CODES, more=st.sampled_from("aZ09"), after=st.text())
def test_eight_are_no_code(code: str, more: str, after: str) -> None:
    assert read_asked(f"/{code}{more}{after}") is None


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/7Kq2mWx+.", Asked("7Kq2mWx", who_pays=True)),
        ("/7Kq2mWx+super+lien", Asked("7Kq2mWx", who_pays=False)),
        ("/7Kq2mWx.+", Asked("7Kq2mWx", who_pays=False)),
        ("//7Kq2mWx/", Asked("7Kq2mWx", who_pays=False)),
        ("7Kq2mWx…", Asked("7Kq2mWx", who_pays=False)),
        ("/7Kq2mW", None),
        ("/", None),
        ("", None),
    ],
)
def test_what_is_asked_for(path: str, asked: Asked | None) -> None:
    assert read_asked(path) == asked
