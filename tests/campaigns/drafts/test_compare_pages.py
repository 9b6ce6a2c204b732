"""Sketches of pages: a word more or less is the same page, another text is not."""

from __future__ import annotations

import pytest

from campaigns.drafts.compare_pages import likeness, sketch_page

WORDS = [f"word{number}" for number in range(300)]


def sketch(text: str, content_type: str = "text/html; charset=utf-8") -> list[int]:
    return sketch_page(text.encode(), content_type)


def page(words: list[str], around: str = "") -> str:
    return f"<title>T</title>{around}<main>{' '.join(words)}</main>"


def test_a_few_new_words_leave_it_the_same_page() -> None:
    other = [*WORDS[:100], "sale", "ends", "today", *WORDS[100:]]

    assert likeness(sketch(page(WORDS)), sketch(page(other))) > 0.9


def test_another_text_is_another_page() -> None:
    other = [f"else{number}" for number in range(300)]

    assert likeness(sketch(page(WORDS)), sketch(page(other))) < 0.1


def test_half_of_it_replaced_is_in_between() -> None:
    other = [*WORDS[:150], *(f"else{number}" for number in range(150))]

    assert 0.2 < likeness(sketch(page(WORDS)), sketch(page(other))) < 0.5


def test_scripts_and_comments_say_nothing() -> None:
    around = "<script>let a = 'b c d e'</script><!-- built at 12:34 --><style>p { x }</style>"

    assert sketch(page(WORDS, around)) == sketch(page(WORDS))


@pytest.mark.parametrize(
    "text", ["", "<![<!", "<script>", "<" * 10_000, "\x00\ufffe", "<!--" * 999]
)
def test_any_page_has_a_sketch(text: str) -> None:
    assert likeness(sketch(text), sketch(text)) == 1


def test_what_is_kept_fits_into_the_database() -> None:
    kept = sketch(page(WORDS))

    assert len(kept) == 128
    assert 0 <= min(kept) <= max(kept) < 2**63
