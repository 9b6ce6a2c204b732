"""What a form refers to opens in a tab of its own, and screen readers say so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from marketplace.accounts.forms.account import TermsForm
from marketplace.processes.programs import ROOT
from marketplace.terms.accepting import asked_of

LINK = re.compile(r"<a\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*>.*?</a>", re.DOTALL)


def links_to_own_tabs(html: str) -> list[str]:
    return [link for link in LINK.findall(html) if 'target="_blank"' in link]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_terms_leave_the_sign_up_as_it_is(language: str) -> None:
    page = Client(headers={"accept-language": language}).get("/accounts/signup/").content.decode()

    links = links_to_own_tabs(page)

    assert [re.findall(r"/legal/([\w-]+)/", link) for link in links] == [
        ["terms-influencers"], ["terms-brands"], ["privacy"],
    ]  # fmt: skip
    assert all('rel="noopener"' in link and "hidden-text" in link for link in links)


def test_terms_that_changed_leave_their_form_as_it_is() -> None:
    document = asked_of("brand")
    assert document is not None

    label = str(TermsForm(document=document).fields["terms"].label)

    assert len(links_to_own_tabs(label)) == 1
    assert "hidden-text" in label


def test_every_such_link_of_a_template_is_safe_and_said() -> None:
    wrong = [
        (path.name, link)
        for path in (ROOT / "templates").rglob("*.html")
        for link in links_to_own_tabs(path.read_text())
        if "noopener" not in link or "{% own_tab %}" not in link
    ]

    assert wrong == []
