"""Templates keep to the content security policy: nothing inline, nothing from another host."""

import re
from pathlib import Path

import pytest
from django.template.backends.django import Template
from django.template.loader import get_template

from marketplace.processes.programs import ROOT

TEMPLATES = ROOT / "templates"
# Mail programs know no style sheets; these files are never shown in a page of the site.
MAILS = re.compile(r"(notifications|account)/email/")
PAGES = sorted(
    path.relative_to(TEMPLATES)
    for path in TEMPLATES.rglob("*.html")
    if not MAILS.match(str(path.relative_to(TEMPLATES)))
)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*(\bsrc=|type=\"application/json\"))", re.IGNORECASE
    ),
    "a file of another host": re.compile(
        r"<(?:script|link|img)[^>]*(?:src|href)=[\"']?(?:https?:)?//"
    ),
    "an evaluated htmx attribute": re.compile(r"\bhx-(?:on|vals=[\"']js)|hx-trigger=[^>]*\["),
}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_template_keeps_to_the_policy(page: Path) -> None:
    text = (TEMPLATES / page).read_text()

    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_template_can_be_read(page: Path) -> None:
    assert isinstance(get_template(str(page)), Template)


@pytest.mark.parametrize(
    ("what", "planted"),
    [
        ("a style attribute", '<p class="x" style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("an event handler", '<button type="button" onclick="go()">'),
        ("an inline script", "<script>go()</script>"),
        ("a file of another host", '<script src="https://cdn.example/x.js"></script>'),
        ("an evaluated htmx attribute", '<div hx-trigger="every 5s [document.hidden]">'),
    ],
)
def test_each_breach_would_be_found(what: str, planted: str) -> None:
    assert FORBIDDEN[what].search(planted)


def test_style_sheets_and_scripts_ask_no_other_host() -> None:
    ours = [*(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js")]

    assert ours
    assert [
        path.name for path in ours if re.search(r"(?:https?:)?//[a-z0-9]+\.", path.read_text())
    ] == []
