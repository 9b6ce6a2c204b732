"""A case shows what was said: the message, the posts, and the words that ask for clicks."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.disclosure import decide_post
from campaigns.models import Link
from tests import factories
from tests.signing_in import signed_in_as, with_second_factor

pytestmark = pytest.mark.django_db
ASKS = "Cliquez sur mon lien, ça m’aide !"


@pytest.fixture
def link() -> Link:
    return factories.claim(factories.live()).links.get()


def reviewer() -> Client:
    client = signed_in_as(with_second_factor(factories.reviewer()))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_the_post_and_the_words_that_ask_are_shown(link: Link) -> None:
    post = decide_post.submit(link, "https://social.example/p/1")
    type(post).objects.filter(pk=post.pk).update(words=ASKS)
    case = factories.case(link, "incited")

    page = reviewer().get(f"/review/cases/{case.pk}/").content.decode()

    assert 'href="https://social.example/p/1"' in page
    assert '<mark class="marked">' in page


def test_no_post_is_said(link: Link) -> None:
    case = factories.case(link, "incited")

    assert "No post was shown to us" in reviewer().get(f"/review/cases/{case.pk}/").content.decode()
