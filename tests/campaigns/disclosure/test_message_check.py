"""What keeps a message from being accepted, and what must not."""

from __future__ import annotations

import time

import pytest

from campaigns.disclosure.mark_problems import marked, present
from campaigns.disclosure.message_check import check_message


def codes(body: str, *words: str) -> list[str]:
    return [finding["code"] for finding in check_message(body, words)]


@pytest.mark.parametrize(
    "body",
    [
        "Cliquez sur mon lien !",
        "CLIQUEZ vite",
        "clique ici",
        "Un clic contre clic, ça vous dit ?",
        "Ça me rapporte un peu à chaque fois",
        "aidez-moi à finir le mois",
        "Please click, friends",
        "click my link",
        "Help me earn a little",
    ],
)
def test_asking_for_clicks_is_refused(body: str) -> None:
    assert "incitement" in codes(body)


@pytest.mark.parametrize(
    "body",
    ["Réservé en 2 clics, c’est tout.", "Ce fut un déclic.", "Un vélo qui cliquette.",
     "Everything clicked into place."],
)  # fmt: skip
def test_innocent_words_pass(body: str) -> None:
    assert codes(body) == []


def test_the_words_are_marked_where_they_stand() -> None:
    body = "Été à vélo : cliquez donc !"

    assert check_message(body, []) == [
        {"code": "incitement", "start": 13, "end": 20, "word": "cliquez"}
    ]
    assert body[13:20] == "cliquez"


def test_a_required_word_is_found_in_any_case_and_without_its_accents() -> None:
    assert codes("TRAIN de nuit vers la MER", "train", "mer") == []
    assert codes("Un trajet en velo", "vélo") == []


def test_a_required_word_inside_another_does_not_count() -> None:
    assert check_message("Entraînement", ["train"]) == [
        {"code": "missing", "start": 0, "end": 0, "word": "train"}
    ]


def test_a_link_of_ones_own_is_refused() -> None:
    assert codes("Voir https://bit.example/x") == ["link"]


def test_denying_the_label_is_refused() -> None:
    assert codes("Promis, pas de pub ici") == ["hiding"]


def test_pieces_put_together_are_the_text() -> None:
    body = "Cliquez vite, cliquez fort"

    pieces = marked(body, check_message(body, []))

    assert "".join(piece["text"] for piece in pieces) == body
    assert [piece["text"] for piece in pieces if piece["problem"]] == ["Cliquez", "cliquez"]


def test_presence_of_required_words() -> None:
    assert present(["train", "mer"], "En train") == [
        {"word": "train", "present": True},
        {"word": "mer", "present": False},
    ]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("cœur", "un coup de coeur"),
        ("coeur", "UN COUP DE CŒUR"),
        ("Ærø", "l'ile d'aeroe, ou Aero"),
        ("Łódź", "lodz en hiver"),
        ("Straße", "STRASSE"),
        ("l’été", "tout l'ete"),
        ("l'été", "tout l’e\u0301te\u0301"),
        ("20 %", "et -20% dessus"),
        ("20%", "et 20\u202f% dessus"),
        ("Vraiment !", "vraiment!"),
        ("« bio »", "un miel «bio»"),
        ("porte-bagages", "un porte\u2011bagages"),
        ("porte-bagages", "un porte bagages"),
        ("train de nuit", "un train\u00a0de  nuit"),
        ("C & A", "chez C&A"),
        ("zéro", "ze\u0301ro"),
        ("vélo", "v\u200bélo"),
    ],
)
def test_a_word_is_one_however_it_is_typed(asked: str, written: str) -> None:
    assert codes(written, asked) == []
    found = [one["code"] for one in check_message(written, [], [asked])]
    assert found == ["forbidden"]


@pytest.mark.parametrize(
    ("asked", "written"),
    [("cœur", "coeurs"), ("20 %", "120 %"), ("train de nuit", "train nuit"), ("C&A", "CA")],
)
def test_another_word_is_another(asked: str, written: str) -> None:
    assert codes(written, asked) == ["missing"]
    assert check_message(written, [], [asked]) == []


def test_what_is_marked_is_what_was_written() -> None:
    body = "Un coup de cœur, à 20 % !"

    found = check_message(body, [], ["coeur", "20%"])

    assert [one["word"] for one in found] == ["cœur", "20 %"]


@pytest.mark.parametrize("asked", ["!" * 30, "-%" * 20, "a b " * 12, "- " * 20])
def test_no_word_of_a_brand_keeps_a_message_waiting(asked: str) -> None:
    began = time.thread_time()  # of this thread alone, however busy the machine is

    check_message(" ! - % a  b   " * 40, [asked], [asked])

    assert time.thread_time() - began < 2
