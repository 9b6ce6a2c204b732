"""What bin/pictures measures at 320 px: planted faults are found, and a sound page has none."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.look.measure_page import LONG_WORDS, NARROWEST, WHAT_BREAKS

BROKEN = {
    "320": '<div style="width: 400px">wide</div>',
    "Commanditaire": '<dl><dt style="width: 40px; overflow-wrap: anywhere">Commanditaire</dt></dl>',
    "since": '<li style="width: 12px; word-break: break-all">since 30 Nov.</li>',
    "lies on": '<ul style="display: flex; width: 90px"><li style="width: 45px">Personnes</li>'
               '<li style="width: 45px">Marques</li></ul>',
    "choice": "<select name=kind><option value=''>---------</option></select>",
}  # fmt: skip
SOUND = """<h1>Partir en mai</h1><p>Une phrase qui va a la ligne sans couper un mot, et une adresse
moderation-de-la-maison@franc.example.</p><nav style="position: fixed; top: 0"><a>Moi</a></nav>"""
LONG = {
    "p": "<p>mot</p>",
    "li": "<ul style='display: grid; grid-template-columns: auto auto'><li>mot</li><li>a</li></ul>",
}


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": NARROWEST, "height": 700})


def shown(page: Page, body: str, style: str = "") -> Page:
    page.set_content(
        f"<style>* {{ margin: 0; padding: 0 }} {style}</style><main id=a><div>{body}</div></main>"
    )
    return page


@pytest.mark.parametrize("said", BROKEN)
def test_what_is_broken_is_named(phone: Page, said: str) -> None:
    faults = shown(phone, BROKEN[said]).evaluate(WHAT_BREAKS)

    assert [fault for fault in faults if said in fault] != []


def test_a_sound_page_has_no_fault(phone: Page) -> None:
    page = shown(phone, SOUND, "* { overflow-wrap: anywhere } p { margin-top: 30px }")

    assert page.evaluate(WHAT_BREAKS) == []
    assert page.evaluate(LONG_WORDS) == []


@pytest.mark.parametrize("place", LONG)
def test_a_place_that_a_long_word_widens_is_named_and_left_as_it_was(
    phone: Page, place: str
) -> None:
    page = shown(phone, LONG[place], "li { overflow-wrap: break-word }")

    faults = page.evaluate(LONG_WORDS)

    assert [fault for fault in faults if f"runs out of {place} " in fault] != []
    assert page.inner_text(place) == "mot"
