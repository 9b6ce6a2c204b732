"""Show a writer what is wrong where: the text in pieces, each with its problem."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.utils.translation import gettext as _

from campaigns.disclosure import incitement
from campaigns.disclosure.message_check import Problem, check_message


class Piece(TypedDict):
    """A piece of the text; `problem` is "" when nothing is wrong with it."""

    text: str
    problem: str


class Word(TypedDict):
    """A required word, and whether the text holds it."""

    word: str
    present: bool


def marked(body: str, findings: Iterable[Problem]) -> list[Piece]:
    """Cut `body` at its findings, in order; then name the required words that are missing."""
    pieces: list[Piece] = []
    done = 0
    found = list(findings)
    for one in found:
        if one["code"] == "missing" or one["start"] < done:
            continue
        pieces.append(Piece(text=body[done : one["start"]], problem=""))
        pieces.append(Piece(text=one["word"], problem=_why(one)))
        done = one["end"]
    pieces.append(Piece(text=body[done:], problem=""))
    missing = [Piece(text=one["word"], problem=problem("missing")) for one in found
               if one["code"] == "missing"]  # fmt: skip
    return [piece for piece in pieces if piece["text"]] + missing


def present(required_words: Iterable[str], body: str) -> list[Word]:
    """Say of each required word whether `body` holds it."""
    words = list(required_words)
    missing = {one["word"] for one in check_message(body, words) if one["code"] == "missing"}
    return [Word(word=word, present=word not in missing) for word in words]


def inciting(text: str) -> list[Piece]:
    """Cut a text that somebody else judges at the words that ask for clicks; [] if none do."""
    found = [one for one in check_message(text, ()) if one["code"] == "incitement"]
    return marked(text, found) if found else []


def _why(one: Problem) -> str:
    """What is wrong with a piece; of incitement, the kind it is."""
    kinds = [found.code for found in incitement.find_incitement(one["word"])]
    is_kind = one["code"] == "incitement" and kinds
    return problem(kinds[0] if is_kind else one["code"])


def problem(code: str) -> str:
    """Return in plain words what is wrong, and what to do."""
    return {
        "incitement": _("asks for clicks: such clicks are not paid. Say why you like it instead."),
        "ask": _("asks for clicks: such clicks are not paid. Say why you like it instead."),
        "help": _("asks for a click as a favour: such clicks are not paid. Say why you like it."),
        "pay": _("says that clicks bring you money: who clicks for that is not paid for."),
        "trade": _("trades clicks for clicks: such clicks are not paid."),
        "hiding": _("hides that the link is paid: the label says so, and stays."),
        "link": _("is a link of your own: yours is added at the end."),
        "forbidden": _("is a word that the brand does not want here."),
        "missing": _("is missing: the brand asks for it."),
    }[code]
