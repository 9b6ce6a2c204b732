"""Fields that people fill in as they speak, and how every form is laid out."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from marketplace.form_fields import CountField, DayField, EuroField, WordsField


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("0,35", 35),
        ("0.35", 35),
        ("1 200", 120000),
        ("1\u202f121,89\u202f€", 112189),
        ("€50", 5000),
        (" 7 ", 700),
    ],
)
def test_euros_are_cents(typed: str, cents: int) -> None:
    assert EuroField().clean(typed) == cents


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("trente", "invalid"),
        ("1,2,3", "invalid"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("0,355", "decimals"),
        ("1,234", "ambiguous"),
        ("-5", "negative"),
        ("12€3", "invalid"),
        ("", "required"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        EuroField().clean(typed)

    assert refused.value.error_list[0].code == code


def test_a_refusal_says_what_was_not_understood_and_gives_an_example() -> None:
    with translation.override("fr"), pytest.raises(ValidationError) as refused:
        EuroField().clean("12€3")

    assert "12€3" in refused.value.messages[0]
    assert "0,35" in refused.value.messages[0]


def test_what_was_typed_is_shown_shortened_and_as_text() -> None:
    class Priced(forms.Form):
        price = EuroField()

    written = str(Priced({"price": "<b>" + "9" * 500})["price"].as_field_group())
    error = written.split('id="id_price_error"')[1]

    assert "&lt;b&gt;" in error
    assert "9" * 41 not in error
    assert "9" * 500 in written


def test_a_count_is_read_with_its_thousands_and_kept_within_its_limits() -> None:
    assert CountField(max_value=2_000).clean("1 200") == 1_200
    with pytest.raises(ValidationError):
        CountField(max_value=2_000).clean("2 001")
    with pytest.raises(ValidationError, match="12k"):
        CountField().clean("12k")


def test_limits_are_named_in_euros() -> None:
    field = EuroField(lowest=1000, highest=5000)

    with translation.override("en"):
        with pytest.raises(ValidationError, match="€10"):
            field.clean("9,99")
        with pytest.raises(ValidationError, match="€50"):
            field.clean("50,01")
    assert field.clean("50") == 5000


def test_words_are_a_list_without_repetitions() -> None:
    assert WordsField().clean(" train de nuit, réservé,, réservé ") == ["train de nuit", "réservé"]
    assert WordsField(required=False).clean("") == []


def test_a_word_may_be_too_long_and_the_list_may_be_missing() -> None:
    with pytest.raises(ValidationError):
        WordsField(max_length=5).clean("court, beaucoup trop long")
    with pytest.raises(ValidationError):
        WordsField().clean(" , ")


class Sample(forms.Form):
    name = forms.CharField(help_text="As the bank knows you.")
    rate = EuroField(initial=35)
    first_day = DayField(initial=dt.date(2026, 5, 1))
    words = WordsField(required=False, initial=["train de nuit", "réservé"])
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField()
    email = forms.EmailField(
        widget=forms.EmailInput(attrs={"placeholder": "x", "autocomplete": "email"})
    )


def test_boxes_show_values_as_one_types_them() -> None:
    with translation.override("fr"):
        written = str(Sample())

    assert 'value="0,35"' in written
    assert 'value="2026-05-01"' in written
    assert 'value="train de nuit, réservé"' in written


def test_an_error_stands_beside_its_field_and_keeps_what_was_typed() -> None:
    written = str(Sample({"rate": "trente", "name": "Lina"})["rate"].as_field_group())

    assert 'value="trente"' in written
    assert 'aria-invalid="true"' in written
    assert 'aria-describedby="id_rate_error"' in written
    assert 'id="id_rate_error"' in written


def test_help_is_described_by_its_field() -> None:
    written = str(Sample()["name"].as_field_group())

    assert 'aria-describedby="id_name_helptext"' in written
    assert 'id="id_name_helptext"' in written


def test_choices_are_a_fieldset_with_a_legend() -> None:
    written = str(Sample()["kind"].as_field_group())

    assert "<fieldset" in written
    assert "<legend" in written


def test_a_tick_comes_before_its_words() -> None:
    written = str(Sample()["agreed"].as_field_group())

    assert written.index("<input") < written.index("<label")


def test_what_may_stay_empty_says_so_and_labels_are_not_repeated_inside() -> None:
    with translation.override("en"):
        written = str(Sample())

    assert written.count("(optional)") == 1
    assert "placeholder" not in written
