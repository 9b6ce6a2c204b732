"""The French of the catalogue: its spaces, one word for e-mail, notices that are no reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation import gettext, override

from marketplace.processes.programs import ROOT
from marketplace.translations.check_catalogue import texts
from marketplace.translations.reworded import REWORDED

CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
# What is no sentence: blanks, tags, addresses, entities.
NO_WORDS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>|https?:\S*|&\w+;")
# ; ! ? and » follow a narrow no-break space, so does a colon after which one goes on.
UNSPACED = re.compile(r"(?<![\u202f(!?…])[;!?»]|(?<!\u202f):(?=\s|$)|«(?!\u202f)")
OTHER_MAILS = re.compile(
    r"courri(?:er|el)|\bemail|\bmél\b|(?<!e-)\bmails?\b|électronique", re.IGNORECASE
)
PAGES = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
         "/accounts/confirm-email/", "/accounts/password/reset/done/")  # fmt: skip


def french() -> Iterator[str]:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="fr"):
            if message.id:
                yield from texts(message.string)


def unspaced(text: str) -> list[str]:
    plain = NO_WORDS.sub("x", text)
    return [plain[max(0, found.start() - 20) :] for found in UNSPACED.finditer(plain)]


def test_every_sentence_has_its_narrow_no_break_spaces() -> None:
    assert [wrong for text in french() for wrong in unspaced(text)] == []


@pytest.mark.parametrize(
    "text", ["Votre compte: Suspendu", "Votre compte : suspendu", "Déjà ?", "Oui!", "« mot »",
             "Votre compte\u00a0: suspendu"],
)  # fmt: skip
def test_other_spaces_are_found(text: str) -> None:
    assert unspaced(text) != []


def test_mails_have_one_word() -> None:
    plain = [NO_WORDS.sub("x", text) for text in french()]

    assert [text for text in plain if OTHER_MAILS.search(text)] == []


def test_the_words_of_libraries_are_ours() -> None:
    with override("fr"):
        assert [said for one in REWORDED if OTHER_MAILS.search(said := gettext(one))] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_the_way_in_says_e_mail_alone(path: str) -> None:
    client = Client(headers={"accept-language": "fr"})
    wrong = {"login": "x", "email": "x", "password": "x", "password1": "x", "password2": "y"}

    for answer in (client.get(path), client.post(path, wrong)):
        shown = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]*>", " ", answer.content.decode(),
                       flags=re.DOTALL)  # fmt: skip
        assert OTHER_MAILS.findall(shown) == []


def test_notices_are_no_reviews() -> None:
    with override("fr"):
        assert gettext("Notifications") == "Notifications"
