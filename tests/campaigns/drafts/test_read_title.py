"""The title of a landing page, whatever stands there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.drafts import check_landing_page
from campaigns.drafts.read_title import LONGEST_PAGE, LONGEST_TITLE, read_title
from campaigns.models import LandingCheck
from marketplace.fetching.guarded import Page
from tests import factories

HTML = "text/html; charset=utf-8"
PIECES = [
    *("<", ">", "<!", "<![", "<![<!", "<![CDATA[", "]]>", "<!--", "--", "-->", "<?", "</", "/>"),
    *("<title", "<title>", "</title>", "<script>", "</script", "<svg>", "=", "'", '"', "&#", ";"),
    *("&#xD800;", "&#0;", "&amp;", "\0", "\ud7ff", "\u202e", "x", " ", "\n", "İ", "é", "<a b='"),
]


def title(page: str) -> str:
    return read_title(page.encode(), HTML)


@pytest.mark.parametrize(
    "page",
    [
        "<title>Offre d’été</title>",
        "<!doctype html><HTML><head><TITLE lang=fr>\n Offre\t d&rsquo;été </TITLE>",
        "<![<!><title>Offre d’été</title>",
        "<title>Offre d’été",
        "<!-- <title>non</title> --><title>Offre d’été</title>",
        "<!--><title>Offre d’été</title>",
        "<script>var a = '<title>non</title>'</script><title>Offre d’été</title>",
        "<meta content='<title>non</title>'><title>Offre d’été</title>",
        "<p it's a><title>Offre d’été</title>",
        "<svg><title>non</title></svg><title>Offre d’été</title>",
        "<title>Offre \u202ed’été\0\u200b</title>",
        "< title>non</ title><title>Offre d’été</title><title>non</title>",
        "<b>" * 30_000 + "<title>Offre d’été</title>",
    ],
)
def test_a_title_is_read_as_browsers_read_it(page: str) -> None:
    assert title(page) == "Offre d’été"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<![<!",
        "<title",
        "<title></title>",
        "<!--<title>a</title>",
        "<titles>a</titles>",
        "<title>&#xD800;</title><",
        "text",
        "<a title='<title>",
    ],
)
def test_a_page_without_one_has_none(page: str) -> None:
    assert title(page).strip("\ufffd") == ""


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/html; charset=ISO-8859-1", "cp1252"),
        ("text/html;charset='windows-1252'", "cp1252"),
        ("text/html", "utf-8"),
        ("text/html; charset=nonsense", "utf-8"),
        ("text/html; charset=hex", "utf-8"),
        ("text/html; charset=undefined", "utf-8"),
        ("text/html; charset=", "utf-8"),
        ("text/html; charset=utf-16", "utf-8-sig"),
        ("text/html", "utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(content_type: str, encoding: str) -> None:
    assert read_title("<title>Été</title>".encode(encoding), content_type) == "Été"


def test_a_page_says_its_own_encoding() -> None:
    page = "<meta http-equiv=x content='text/html; charset=iso-8859-15'><title>Été</title>"

    assert read_title(page.encode("iso-8859-15"), "text/html") == "Été"


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join))
def test_any_markup_is_read(page: str) -> None:
    found = read_title(page.encode("utf-8", "surrogatepass"), HTML)

    assert len(found) <= LONGEST_TITLE
    assert "\0" not in found
    found.encode()


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_of_any_type_are_read(body: bytes, content_type: str) -> None:
    read_title(b"<title>" + body, content_type).encode()


@pytest.mark.parametrize("piece", PIECES)
def test_no_page_takes_the_square_of_its_length(piece: str) -> None:
    began = time.thread_time()  # of this thread alone, however busy the machine is
    title(piece * (LONGEST_PAGE // len(piece)))

    assert time.thread_time() - began < 5  # the square takes minutes


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"<![<!", b"<title>a\x00b</title>", b"\xff\xfe\x00", b""])
def test_the_check_is_written_whatever_was_found(body: bytes) -> None:
    campaign = factories.draft()
    page = Page(200, "Text/HTML", body, campaign.landing_url)

    check_landing_page.keep_look(campaign.pk, campaign.landing_url, page)

    assert LandingCheck.objects.get().outcome == LandingCheck.OPENED
