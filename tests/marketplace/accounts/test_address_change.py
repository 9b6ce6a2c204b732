"""Another address: confirmed by a mail to it, and the old one is told."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from marketplace.notifications.models import Mail
from tests import factories
from tests.signing_in import signed_in_as

pytestmark = pytest.mark.django_db


def change(client: Client, new_address: str, language: str) -> None:
    """Add an address, confirm it by its mail, make it the one, and drop the old one."""
    tongue = {"accept-language": language}
    new = {"email": new_address}
    client.post("/accounts/reauthenticate/", {"password": "a-long-password"}, headers=tongue)
    client.post("/accounts/email/", {**new, "action_add": ""}, headers=tongue)
    mail = Mail.objects.filter(to=new_address).latest("id")
    link = re.search(r"/accounts/confirm-email/[^\s/]+/", mail.text)
    assert link
    client.post(link[0], headers=tongue)
    client.post("/accounts/email/", {**new, "action_primary": ""}, headers=tongue)


@pytest.mark.parametrize(("language", "word"), [("fr", "adresse"), ("en", "email")])
def test_a_new_address_signs_in_and_the_old_one_is_told(language: str, word: str) -> None:
    user = factories.UserFactory.create(language=language)
    before = user.email
    client = signed_in_as(user)
    factories.InfluencerFactory.create(user=user)

    change(client, f"new-{language}@test.example", language)

    user.refresh_from_db()
    told = Mail.objects.filter(to=before).values_list("subject", "text")
    assert user.email == f"new-{language}@test.example"
    assert EmailAddress.objects.get(primary=True, user=user).email == f"new-{language}@test.example"
    assert any(word in (subject + text).lower() for subject, text in told), list(told)
    assert not any("127.0.0.1" in text for _subject, text in told)
