"""Hosts beyond ASCII: read as browsers read them, shown as people read them."""

from __future__ import annotations

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from campaigns.drafts.offer_form import OfferForm
from campaigns.models import Campaign
from campaigns.running import booking_conditions, lifecycle
from marketplace.accounts.models import Proof
from marketplace.accounts.proof import domains
from marketplace.fetching.refusing import FetchRefused
from marketplace.fetching.target import named_site
from marketplace.host_names import (
    NotAHost,
    host_of,
    mail_address,
    shown_host,
    shown_url,
    to_ascii,
    with_ascii_host,
)
from marketplace.notifications.send_mail import deliver, send_mail
from tests import factories

READ = [
    ("straße.example", "xn--strae-oqa.example"),
    ("βόλος.example", "xn--nxasmm1c.example"),
    ("faß.example", "xn--fa-hia.example"),
    ("نامه‌ای.example", "xn--mgba3gch31f060k.example"),
    ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
    ("cafe\u0301.example", "xn--caf-dma.example"),
    ("ｒａｉｌ。example", "rail.example"),
    ("ra\u00adil.example", "rail.example"),
    ("i❤.example", "xn--i-7iq.example"),
    ("stra%C3%9Fe.example", "xn--strae-oqa.example"),
    ("XN--STRAE-OQA.example.", "xn--strae-oqa.example"),
    ("my_shop--1.example", "my_shop--1.example"),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_a_host_is_read_as_browsers_read_it(typed: str, read: str) -> None:
    assert to_ascii(typed) == read


@pytest.mark.parametrize(("typed", "read"), READ)
def test_what_is_proved_fetched_and_redirected_to_is_one_host(typed: str, read: str) -> None:
    page = f"https://{typed}/p"

    assert host_of(page) == named_site(page).host == read
    assert host_of(lifecycle.destination(Campaign(pk=7, landing_url=page))) == read
    if "_" not in read:
        assert domains.clean(page) == read


@pytest.mark.parametrize("typed", ["xn--.example", "xn--zzzzzz999999.example", "\u0301a.example",
                                   "℀.example", "a\u200db.example"])  # fmt: skip
def test_what_no_browser_opens_is_no_host(typed: str) -> None:
    with pytest.raises(NotAHost):
        to_ascii(typed)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("xn--strae-oqa.example", "straße.example"),
        ("straße.example", "straße.example"),
        ("xn--wgv71a119e.example", "日本語.example"),
        ("xn--e1afmkfd.example", "пример.example"),
        ("xn--80ak6aa92e.example", "xn--80ak6aa92e.example"),  # аррӏе, all Cyrillic
        ("xn--pple-43d.example", "xn--pple-43d.example"),  # аpple, one Cyrillic letter
        ("xn--i-7iq.example", "xn--i-7iq.example"),
        ("plain.example", "plain.example"),
        ("FR88100000009", "FR88100000009"),
    ],
)
def test_people_read_letters_unless_they_could_be_taken_for_others(host: str, shown: str) -> None:
    assert shown_host(host) == shown


def test_an_address_changes_in_its_host_alone() -> None:
    typed = "https://straße.example:443/weiß?q=ß#ß"
    read = "https://xn--strae-oqa.example:443/weiß?q=ß#ß"

    assert with_ascii_host(typed) == read
    assert shown_url(read) == typed
    assert with_ascii_host("https://[::1]/") == "https://[::1]/"
    assert shown_url("https://[nonsense") == "https://[nonsense"


@pytest.mark.django_db
def test_who_proves_a_host_has_not_proved_the_one_that_it_was_taken_for() -> None:
    _user, brand = factories.brand()
    campaign = factories.draft(brand, landing_url="https://straße.example/p")
    proof = factories.proven(brand, "strasse.example").proofs.get(value="strasse.example")
    assert booking_conditions.missing_proof(campaign) == [Proof.Kind.DOMAIN]

    booking_conditions.name_domain(campaign)
    named = brand.proofs.get(value="xn--strae-oqa.example")
    assert named.status != proof.status

    Proof.objects.filter(pk=proof.pk).update(value="xn--strae-oqa.example.old")
    factories.proven(brand, "xn--strae-oqa.example")
    assert booking_conditions.missing_proof(Campaign.objects.get(pk=campaign.pk)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [("https://straße.example/p", True), ("https://xn--zzzzzz999999.example/", False)],
)
def test_a_landing_page_is_one_that_browsers_open(typed: str, is_taken: bool) -> None:
    user, _brand = factories.brand()
    form = OfferForm({"title": "a", "landing_url": typed}, user=user)

    assert ("landing_url" not in form.errors) is is_taken


@pytest.mark.django_db
def test_a_mail_goes_to_the_domain_that_was_meant() -> None:
    assert mail_address("zoé@straße.example") == "zoé@xn--strae-oqa.example"
    assert mail_address("nobody") == "nobody"

    deliver(send_mail("lea@straße.example", "a", "b").pk)

    assert mail.outbox[0].to == ["lea@xn--strae-oqa.example"]


HOSTS = st.text(
    st.sampled_from("abß.-xn0。٣é\u0301\u200dаa%C3[]:@/\ud7ff❤") | st.characters(codec="utf-8")
)


@given(HOSTS)
def test_any_host_is_read_or_refused_and_read_the_same_again(host: str) -> None:
    try:
        read = to_ascii(host)
    except NotAHost:
        return
    assert read.isascii()
    assert to_ascii(read) == read
    assert to_ascii(shown_host(read)) == read


@given(HOSTS)
def test_any_address_is_shown(host: str) -> None:
    url = f"https://{host}/p"
    with_ascii_host(url)
    shown_url(url)
    try:
        named_site(url)
    except FetchRefused:
        assert host_of(url) is not None
