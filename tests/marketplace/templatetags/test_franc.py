"""The tags as templates use them, in a language with decimal commas."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.contrib.messages.constants import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.utils import translation

from marketplace.accounts.models import User
from marketplace.drawing.receipt import Reason, Receipt
from marketplace.drawing.stacked_area import ClicksAt


def render(source: str, **context: Any) -> str:
    with translation.override("fr"):
        return Template("{% load franc %}" + source).render(Context(context)).strip()


def test_one_load_brings_every_room() -> None:
    source = (
        "{{ cents|euros }} {{ 2|number }} {{ 1000|percent }} {{ name|initials }} {% icon 'x' %}"
    )

    assert render(source, cents=35, name="Lina Moreau").startswith(
        "0,35\u202f€ 2 10\u202f% LM <svg"
    )


def test_nothing_is_written_for_what_is_not_known() -> None:
    assert render("{{ a|euros }}{{ a|number }}{{ a|day }}{{ a|moment }}", a=None) == ""


@pytest.mark.parametrize(
    ("cents", "written"),
    [(500000, "+5\u202f000,00\u202f€"), (-1200, "−12,00\u202f€"), (0, "0,00\u202f€")],
)
def test_a_movement_has_its_sign(cents: int, written: str) -> None:
    assert render("{{ cents|euros_signed }}", cents=cents) == written


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lina Moreau", "LM"),
        ("Opale", "OP"),
        ("Marie-Claude Le Goff", "MG"),
        ("@lina.m", "LM"),
        ("lina@franc.example", "LI"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert render("{{ name|initials }}", name=name) == letters


def test_the_label_is_escaped_and_marked() -> None:
    written = render("{% disclosure_label words %}", words="<b>Publicité")

    assert written == '<span class="label">&lt;b&gt;Publicité</span>'


@pytest.mark.parametrize(
    ("status", "tone"),
    [("live", "paid"), ("in_review", "held"), ("exhausted", "full"), ("refused", "plain")],
)
def test_a_pill_has_the_colour_of_its_meaning(status: str, tone: str) -> None:
    assert f"pill-{tone}" in render("{% status_pill status 'x' %}", status=status)


def test_a_bar_of_what_was_paid_is_black_once_full() -> None:
    assert "bar-full" in render("{% bar 5000 5000 %}")
    assert "bar-paid" in render("{% bar 4999 5000 %}")
    assert "bar-unpaid" in render("{% bar 5000 5000 tone='unpaid' %}")


def test_lengths_keep_their_decimal_point() -> None:
    written = render(
        "{% bar 3185 5000 %}{% reason_bars rows %}", rows=[Reason("a", 3), Reason("b", 1)]
    )

    assert 'width="63.7%"' in written
    assert 'width="33.3%"' in written


def test_an_icon_that_is_not_vendored_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="bin/vendor"):
        render("{% icon 'no-such-icon' %}")


def test_an_icon_is_decorative_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in render("{% icon 'x' %}")
    assert 'role="img" aria-label="Fermer"' in render("{% icon 'x' 'Fermer' %}")


def test_a_qr_code_is_inline_and_named() -> None:
    url = "https://go.franc.example/7Kq2mW"

    written = render("{% qr_code url label %}", url=url, label="<Mon lien>")

    assert written.startswith('<svg role="img" aria-label="&lt;Mon lien&gt;"')
    assert "style=" not in written


def test_the_drawing_of_an_authenticator_loses_its_prologue() -> None:
    drawing = "<?xml version='1.0' encoding='UTF-8'?>\n<svg><path/></svg>"

    assert render("{{ drawing|inline_svg }}", drawing=drawing) == "<svg><path/></svg>"


def test_a_chart_has_a_table_beside_it() -> None:
    points = [ClicksAt(dt.date(2017, 5, 1), 1200, 2, 3), ClicksAt(dt.date(2017, 5, 2), 0, 0, 1)]

    written = render("{% stacked_area points title='Clics par jour' %}", points=points)

    assert written.count("<tr>") == 3
    assert "<td>1\u202f200</td>" in written
    assert "style=" not in written


def test_an_empty_chart_invites() -> None:
    assert "<svg" not in render("{% stacked_area points title='Clics' %}", points=[])


def test_a_receipt_shows_its_lines_and_its_sum() -> None:
    at = dt.datetime(2017, 5, 28, 16, 40, tzinfo=dt.UTC)
    receipt = Receipt(
        118, [Reason("Payés", 91, "paid"), Reason("Aperçus", 12, "", "WhatsApp")], 3185, at
    )

    written = render("{% receipt receipt title='Reçu' %}", receipt=receipt)

    for piece in ("118", "tone-paid", "WhatsApp", "31,85\u202f€"):
        assert piece in written
    assert "<button" not in written


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_2 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
    ],
)
def test_a_device_in_words(user_agent: str, words: str) -> None:
    assert render("{{ agent|device }}", agent=user_agent) == words


def test_a_name_that_ends_with_a_full_stop_brings_it() -> None:
    assert render("{{ a|before_stop }}. {{ b|before_stop }}.", a="Lina M.", b="R.") == "Lina M. R."


def test_a_colon_stands_as_its_language_has_it() -> None:
    assert render("Compte{% colon %} x") == "Compte\u202f: x"
    with translation.override("en"):
        assert Template("{% load franc %}a{% colon %}").render(Context()) == "a:"


def test_what_is_said_twice_is_shown_once() -> None:
    said = [Message(SUCCESS, "Saved."), Message(SUCCESS, "Saved."), Message(ERROR, "Saved.")]

    assert render("{{ said|distinct|length }}", said=said) == "2"


def test_an_empty_choice_invites() -> None:
    field = forms.ModelChoiceField(User.objects.none())
    form = type("AnyForm", (forms.Form,), {"one": field})()

    with translation.override("fr"):
        shown = str(form["one"])

    assert "---" not in shown
    assert "Choisissez…" in shown


def test_days_that_were_kept_as_iso_are_written_out() -> None:
    assert render("{{ days|iso_days }}", days=["2020-11-30", "2020-12-02"]) == (
        "30 novembre 2020, 2 décembre 2020"
    )
