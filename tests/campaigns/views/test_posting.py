"""A post stands on a network where its author is, as far as its address says."""

from __future__ import annotations

import pytest

from campaigns.forms import PostForm
from campaigns.models import Post
from marketplace.accounts.models import Influencer
from tests import factories
from tests.signing_in import signed_in_as

pytestmark = pytest.mark.django_db
TIKTOK = "https://www.tiktok.com/@lina/video/7234567890123456789?lang=fr"


def send(lina: Influencer, url: str) -> list[str]:
    """Post an address as its author does; return what is wrong with it."""
    claim = factories.claim(factories.live(), lina)
    answer = signed_in_as(lina.user).post(f"/links/{claim.pk}/post/", {"url": url})
    return list(answer.context["form"].errors["url"]) if answer.status_code == 200 else []


@pytest.mark.parametrize(
    "url", [TIKTOK, "https://vm.tiktok.com/ZM123/", "https://TikTok.com./@lina/video/1",
            "https://youtu.be/dQw4w9WgXcQ", "https://fb.watch/abc/", "https://x.com/lina/status/1",
            "https://www.instagram.com@tiktok.com/@lina/video/1"],
)  # fmt: skip
def test_a_post_on_a_network_without_an_account_there_is_refused(url: str) -> None:
    lina = factories.InfluencerFactory.create(network="instagram")

    assert len(send(lina, url)) == 1
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "url", ["https://www.instagram.com/p/CabcDEF/", "https://instagr.am/p/1",
            "https://lina-voyage.example/tiktok.com", "https://nottiktok.com/1"],
)  # fmt: skip
def test_a_post_on_ones_own_network_or_site_is_taken(url: str) -> None:
    lina = factories.InfluencerFactory.create(network="instagram")

    assert send(lina, url) == []
    assert Post.objects.get().url.startswith(url[:20])


def test_an_account_that_was_refused_is_none() -> None:
    lina = factories.InfluencerFactory.create(network="instagram")
    factories.social_account(lina, network="tiktok", status="refused")

    assert len(send(lina, TIKTOK)) == 1

    factories.social_account(lina, network="tiktok", handle="other")

    assert PostForm({"url": TIKTOK}, networks=lina.listed_networks()).is_valid()
