"""What strangers write becomes a letter and nothing else."""

from __future__ import annotations

import pytest

from campaigns.drafts import clean_rich_text


@pytest.mark.parametrize(
    "written",
    [
        "<p>a</p><script>alert(1)</script>",
        '<p onclick="x()">a</p>',
        '<p style="position:fixed">a</p>',
        '<img src=x onerror="x()"><p>a</p>',
        "<svg><p>a</p></svg>",
        "<style>p{}</style><p>a</p>",
        "<iframe src=https://a.example></iframe><p>a</p>",
    ],
)
def test_only_the_tags_of_a_letter_stay(written: str) -> None:
    assert clean_rich_text.clean(written) == "<p>a</p>"


def test_links_lead_to_https_and_lend_no_reputation() -> None:
    html = clean_rich_text.clean('<a href="https://a.example/">a</a><a href="javascript:x()">b</a>')

    assert html == (
        '<a href="https://a.example/" rel="noopener nofollow">a</a><a rel="noopener nofollow">b</a>'
    )


def test_what_was_written_without_an_editor_keeps_its_paragraphs() -> None:
    assert (
        clean_rich_text.clean("R&D < us\n\nand\nyou")
        == "<p>R&amp;D &lt; us</p>\n\n<p>and<br>you</p>"
    )


def test_cleaning_twice_changes_nothing() -> None:
    once = clean_rich_text.clean("<div>a &amp; b<br><strong>c</strong></div>")

    assert clean_rich_text.clean(once) == once


def test_plain_is_what_is_read() -> None:
    assert clean_rich_text.plain("<p>a &amp; b</p><ul><li>c</li></ul>") == "a & b\nc"
