"""Fields for what people paste: codes, addresses of pages and of mail."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError

from marketplace.pasted_fields import CodeField, HttpsField, PastedEmailField


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://shop.example/a?b=1", "https://shop.example/a?b=1"),
        ("shop.example/a", "https://shop.example/a"),
        ("shop.example:8443/a", "https://shop.example:8443/a"),
        ("\u202a https://shop.example/a \u202c", "https://shop.example/a"),
        ("https://shop.example/\u200bа", "https://shop.example/а"),
        ("https://shop.example/long\r\n  -path", "https://shop.example/long-path"),
        ("", ""),
    ],
)
def test_an_address_is_read_without_what_nobody_sees(pasted: str, kept: str) -> None:
    assert HttpsField(longest=2_000, required=False).clean(pasted) == kept


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("javascript:", "https"), ("javascript:alert(1)", "https"), ("http://", "https"),
        ("http://shop.example", "https"), ("ftp://shop.example", "https"),
        ("data:text/html,x", "https"), ("mailto:a@shop.example", "https"),
        ("https://", "alone"), ("https:", "alone"),
        ("https://a b.example", "invalid"), ("nothing", "invalid"), ("https://?", "invalid"),
        ("https://[x", "invalid"), ("https://shop.example/" + "x" * 100, "too_long"),
    ],
)  # fmt: skip
def test_a_wrong_address_is_refused_once_and_says_what_is_wanted(pasted: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        HttpsField(longest=100).clean(pasted)

    assert [one.code for one in refused.value.error_list] == [code]
    assert "https://" in refused.value.messages[0] or "100" in refused.value.messages[0]


def test_a_nul_is_refused_once() -> None:
    with pytest.raises(ValidationError) as refused:
        HttpsField(longest=100).clean("https://a\0b")

    assert len(refused.value.messages) == 1


def test_nothing_cuts_off_what_is_pasted_and_the_code_read_is_measured() -> None:
    class Coded(forms.Form):
        code = CodeField(max_length=4)
        mail = PastedEmailField()

    written = str(Coded())

    assert "maxlength" not in written
    assert Coded({"code": "\u202aA B-C.D\u202c", "mail": " a@b.example\u200b"}).is_valid()
    assert list(Coded({"code": "ABCDE", "mail": "a@b.example"}).errors) == ["code"]
