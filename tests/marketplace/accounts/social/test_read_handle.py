"""Handles as people give them: themselves, or the address that a phone copied."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from marketplace.accounts import search_people
from marketplace.accounts.forms.profile import SocialAccountForm
from marketplace.accounts.social.read_handle import read_handle
from marketplace.audience import Network
from tests import factories


@pytest.mark.parametrize(
    ("typed", "network"),
    [
        ("name", "instagram"), ("@name", "tiktok"), (" @Name ", "x"), ("\u202a@name\u202c", "x"),
        ("＠ｎａｍｅ", "x"),
        ("https://www.tiktok.com/@name?lang=fr", "tiktok"), ("m.tiktok.com/@name", "tiktok"),
        ("https://www.tiktok.com/%40name/video/712?is_from_webapp=1", "tiktok"),
        ("instagram.com/name/", "instagram"), ("https://instagram.com/name?igsh=MTZ", "instagram"),
        ("https://www.instagram.com/stories/name/331/", "instagram"),
        ("http://www.instagram.com/name/reel/C1/", "instagram"),
        ("youtube.com/@name/videos", "youtube"), ("https://m.youtube.com/@Name", "youtube"),
        ("x.com/name/status/1", "x"), ("https://mobile.twitter.com/name", "x"),
        ("https://x.com/intent/follow?screen_name=name", "x"),
        ("https://fr-fr.facebook.com/name/posts/1", "facebook"),
        ("//facebook.com/name", "facebook"),
        ("https://www.facebook.com/people/Lina-M/name/", "facebook"),
        ("https://whatsapp.com/channel/name", "whatsapp"),
    ],
)  # fmt: skip
def test_a_handle_is_read_from_what_people_paste(typed: str, network: str) -> None:
    assert read_handle(typed, network) == "name"


def test_a_profile_without_a_name_has_its_number() -> None:
    typed = "https://www.facebook.com/profile.php?id=61550000&sk=about"

    assert read_handle(typed, Network.FACEBOOK) == "61550000"


@pytest.mark.parametrize(
    ("typed", "network", "code"),
    [
        ("https://www.instagram.com/name/", "tiktok", "network"),
        ("x.com/name", "youtube", "network"),
        ("https://www.instagram.com/p/Cxyz/", "instagram", "profile"),
        ("https://vm.tiktok.com/ZMabc/", "tiktok", "profile"),
        ("https://www.youtube.com/watch?v=abc", "youtube", "profile"),
        ("https://youtu.be/abc", "youtube", "profile"),
        ("https://www.youtube.com/channel/UCabc", "youtube", "profile"),
        ("https://x.com/i/flow/login", "x", "profile"), ("instagram.com", "instagram", "profile"),
        ("https://facebook.com/groups/12", "facebook", "profile"),
        ("https://linktr.ee/name", "instagram", "address"), ("mailto:name", "x", "address"),
        ("https://[x", "x", "address"), ("instagram.com.evil.example/name", "instagram", "address"),
    ],
)  # fmt: skip
def test_an_address_that_names_nobody_there_is_refused(typed: str, network: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_handle(typed, network)

    assert refused.value.error_list[0].code == code


def test_an_address_of_another_network_is_told_plainly_and_kept_in_its_field() -> None:
    typed = "https://www.instagram.com/name/"
    form = SocialAccountForm({"network": "tiktok", "handle": typed, "followers": "1 200"})

    assert list(form.errors) == ["handle"]
    assert "Instagram" in form.errors["handle"][0]
    assert "TikTok" in form.errors["handle"][0]
    assert typed in str(form["handle"])


@pytest.mark.django_db
def test_the_form_keeps_the_handle_and_the_number() -> None:
    typed = "https://www.tiktok.com/@name?lang=fr" + "&x=" + "y" * 300
    form = SocialAccountForm({"network": "tiktok", "handle": typed, "followers": "1\u202f200"})

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["handle"], form.cleaned_data["followers"]) == ("name", 1_200)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["@lina.m", "https://www.tiktok.com/@Lina.M?lang=fr", "lina.m"])
def test_people_are_found_by_the_address_of_their_profile(words: str) -> None:
    lina = factories.InfluencerFactory.create(account=None)
    factories.social_account(lina, network="instagram", handle="lina.m")
    factories.InfluencerFactory.create()

    assert [user.pk for user in search_people.people(words)] == [lina.user_id]
