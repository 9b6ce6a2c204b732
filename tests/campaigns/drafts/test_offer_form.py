"""Step 1: landing pages of 2,000 characters, wrong addresses told once with what is wanted."""

from __future__ import annotations

import pytest
from django.utils import translation

from campaigns.drafts.offer_form import OfferForm
from campaigns.forms import PostForm
from campaigns.models import Campaign
from campaigns.models.campaign import LONGEST_DESTINATION, LONGEST_LANDING_URL
from campaigns.models.post import LONGEST_POST_URL
from campaigns.running import lifecycle
from marketplace.audience import Network
from tests import factories

pytestmark = pytest.mark.django_db


def offer(url: str, **more: str) -> OfferForm:
    user, brand = factories.brand()
    fields = {"sponsor": str(brand.pk), "title": "Un train de nuit", "landing_url": url}
    return OfferForm({**fields, **more}, user=user, instance=Campaign(sponsor=brand))


def of_length(length: int) -> str:
    start = "https://rail-vert.example/?q="
    return start + "x" * (length - len(start))


def test_a_landing_page_has_2000_characters_and_leads_on_with_our_parameters() -> None:
    form = offer(of_length(LONGEST_LANDING_URL))

    assert form.is_valid(), form.errors
    saved = form.save()
    saved.refresh_from_db()
    assert len(saved.landing_url) == 2_000
    assert len(lifecycle.destination(saved)) > 2_000


def test_one_character_more_is_refused_with_the_limit() -> None:
    with translation.override("en"):
        form = offer(of_length(LONGEST_LANDING_URL + 1))

        assert list(form.errors) == ["landing_url"]
        assert "2001 characters; 2000 is the most" in form.errors["landing_url"][0]


def test_what_encoding_and_our_parameters_add_is_counted() -> None:
    start = "https://rail-vert.example/?q="
    accents = start + "é" * ((LONGEST_DESTINATION - len(start)) // 6 - 30)

    assert offer(accents).is_valid()
    assert list(offer(accents, utm_source="é" * 60).errors) == ["landing_url"]


@pytest.mark.parametrize(
    "typed", ["javascript:", "http://", "http://rail-vert.example", "https://"]
)
def test_a_wrong_landing_page_is_told_once_what_is_wanted(typed: str) -> None:
    form = offer(typed)

    assert len(form.errors["landing_url"]) == 1
    assert "https://" in form.errors["landing_url"][0]
    assert f'value="{typed}"' in str(form["landing_url"])


@pytest.mark.parametrize("typed", ["javascript:", "http://", "http://social.example/p/1"])
def test_a_wrong_address_of_a_post_is_told_once(typed: str) -> None:
    form = PostForm({"url": typed}, networks=Network.values)

    assert len(form.errors["url"]) == 1
    assert "https://" in form.errors["url"][0]


def test_an_address_of_a_post_is_as_long_as_networks_make_it() -> None:
    start = "https://social.example/p/1?__cft__="
    form = PostForm({"url": f"\u200b{start}{'x' * (LONGEST_POST_URL - len(start))} "}, networks=[])

    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["url"]) == LONGEST_POST_URL
