"""Terms are accepted once a version, by those who have some, and that stays on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, transaction
from django.test import Client

from marketplace.accounts.models import User
from marketplace.terms import documents
from marketplace.terms.accepting import accept, asked_of, to_accept
from marketplace.terms.models import Acceptance
from tests import factories

pytestmark = pytest.mark.django_db
Role = User.Role
SIGNUP = {
    "role": "influencer", "name": "Lina", "email": "lina@test.example",
    "password1": "a-long-password-1", "password2": "a-long-password-1",
}  # fmt: skip


def signed_in(user: User) -> Client:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.force_login(user)
    return client


def test_signing_up_without_the_tick_says_so_and_keeps_what_was_typed() -> None:
    page = Client(headers={"accept-language": "en"}).post("/accounts/signup/", SIGNUP)

    assert "Franc works only with people who accept its terms." in page.content.decode()
    assert 'value="Lina"' in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("role", "kind"), [("influencer", "terms-influencers"), ("brand", "terms-brands")]
)
def test_signing_up_accepts_the_terms_of_the_role(role: str, kind: str) -> None:
    client = Client(headers={"accept-language": "en"})

    client.post("/accounts/signup/", {**SIGNUP, "role": role, "terms": "on"})

    accepted = Acceptance.objects.get(user__email="lina@test.example")
    assert (accepted.kind, accepted.version, accepted.language) == (kind, "1", "en")


def test_a_new_version_is_asked_once_before_going_on(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(factories.InfluencerFactory.create().user)
    assert client.get("/find/").status_code == 200
    old = documents.in_force(documents.Kind.INFLUENCER_TERMS, date(2026, 11, 1))
    newer = replace(old, version="2", effective=date(2026, 11, 2))
    monkeypatch.setattr(documents.in_force, "__defaults__", ((*documents.DOCUMENTS, newer),))

    assert client.get("/find/").headers["Location"] == "/welcome/terms/"
    assert client.post("/welcome/terms/", {}).status_code == 200
    assert client.post("/welcome/terms/", {"terms": "on"}).headers["Location"] == "/start/"
    assert client.get("/find/").status_code == 200
    assert client.post("/welcome/terms/", {"terms": "on"}).status_code == 302
    assert Acceptance.objects.filter(version="2").count() == 1


def test_staff_are_asked_nothing() -> None:
    assert to_accept(factories.reviewer().pk, Role.REVIEWER) is None


def test_accepting_twice_is_accepting_once() -> None:
    user = factories.UserFactory.create(terms=False)
    document = asked_of(user.role)
    assert document

    accept(user.pk, document)
    accept(user.pk, document)

    assert Acceptance.objects.filter(user=user).count() == 1


@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_was_accepted_is_never_changed(act: str) -> None:
    factories.UserFactory.create()
    rows = Acceptance.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(version="9") if act == "update" else rows.delete()


def test_one_s_own_page_says_what_was_accepted() -> None:
    client = signed_in(factories.InfluencerFactory.create().user)

    assert "/legal/terms-influencers/1/" in client.get("/me/").content.decode()
