"""Invitations: by mail, once, for seven days, for one address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.accounts import invite_member
from marketplace.accounts.models import Invitation, Membership, Organisation, User
from marketplace.notifications.models import Mail
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "new@test.example"


@pytest.fixture
def brand() -> Organisation:
    return factories.brand()[1]


def invite(brand: Organisation, email: str = ADDRESS, role: str = "manager") -> str:
    """Invite through the page; return the path in the mail."""
    client = Client()
    client.force_login(brand.members.order_by("pk")[:1].get())
    response = client.post(f"/organisations/{brand.pk}/team/", {"email": email, "role": role})
    assert response.status_code == 302
    return path_in_mail(email)


def path_in_mail(email: str) -> str:
    found = re.search(r"/join/[\w-]+/", Mail.objects.filter(to=email)[0].text)
    assert found
    return found[0]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def account(email: str = ADDRESS, role: str = User.Role.BRAND) -> User:
    return factories.UserFactory.create(email=email, role=role)


def test_somebody_with_an_account_joins(brand: Organisation) -> None:
    path, user = invite(brand), account()
    client = browser(user)

    page = client.get(path).content.decode()
    client.post(f"/invitations/{Invitation.objects.get().pk}/accept/")

    assert brand.name in page
    assert brand.memberships.get(user=user).role == Membership.Role.MANAGER


def test_somebody_who_signs_up_is_led_to_the_invitation_before_anything_else(
    brand: Organisation,
) -> None:
    invite(brand)
    client = browser(account())

    response = client.get("/start/", follow=True)

    assert response.redirect_chain[-1][0] == "/invitations/"
    assert brand.name in response.content.decode()


def test_a_person_who_is_not_signed_in_is_offered_both_ways(brand: Organisation) -> None:
    page = Client().get(invite(brand)).content.decode()

    assert "/accounts/signup/?role=brand" in page
    assert "/accounts/login/?next=/join/" in page


def test_another_address_is_told_which_one_was_invited(brand: Organisation) -> None:
    path = invite(brand)
    client = browser(account("other@test.example"))

    page = client.get(path).content.decode()

    assert ADDRESS in page
    assert "other@test.example" in page
    assert client.post(f"/invitations/{Invitation.objects.get().pk}/accept/").status_code == 404


def test_an_influencer_is_refused_and_told_why(brand: Organisation) -> None:
    path, user = invite(brand), account(role=User.Role.INFLUENCER)

    page = browser(user).get(path).content.decode()
    browser(user).post(f"/invitations/{Invitation.objects.get().pk}/accept/")

    assert invite_member.obstacle(Invitation.objects.get(), user) in page.replace("&#x27;", "'")
    assert not brand.memberships.filter(user=user).exists()


def test_accepting_twice_makes_one_member(brand: Organisation) -> None:
    invite(brand)
    client, invitation = browser(account()), Invitation.objects.get()

    answers = [client.post(f"/invitations/{invitation.pk}/accept/").status_code for _ in "12"]

    assert answers == [302, 302]
    assert brand.members.count() == 2


def test_after_seven_days_it_is_over(brand: Organisation) -> None:
    path, user = invite(brand), account()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    page = browser(user).get(path).content.decode()

    assert "/accept/" not in page
    with pytest.raises(invite_member.NotPossible):
        invite_member.accept(Invitation.objects.get(), user)


def test_one_that_was_taken_back_opens_nothing(brand: Organisation) -> None:
    path, user = invite(brand), account()
    browser(brand.members.get()).post(f"/invitations/{Invitation.objects.get().pk}/revoke/")

    assert "/accept/" not in browser(user).get(path).content.decode()
    with pytest.raises(invite_member.NotPossible):
        invite_member.accept(Invitation.objects.get(), user)


def test_sent_again_the_first_mail_opens_nothing(brand: Organisation) -> None:
    first = invite(brand)
    browser(brand.members.get()).post(f"/invitations/{Invitation.objects.get().pk}/again/")

    assert Client().get(first).status_code == 404
    assert Client().get(path_in_mail(ADDRESS)).status_code == 200


def test_the_token_is_not_kept(brand: Organisation) -> None:
    token = invite(brand).split("/")[2]

    assert token not in str(Invitation.objects.values().get())


def test_a_second_invitation_to_the_same_address_is_refused_beside_the_field(
    brand: Organisation,
) -> None:
    invite(brand)

    page = browser(brand.members.get()).post(
        f"/organisations/{brand.pk}/team/", {"email": ADDRESS.upper(), "role": "viewer"}
    )

    assert page.context["form"].errors["email"]
    assert Invitation.objects.count() == 1


def test_the_mail_speaks_the_language_of_who_receives_it(brand: Organisation) -> None:
    account()
    User.objects.filter(email=ADDRESS).update(language="fr")

    invite(brand)

    assert "invite" in Mail.objects.get(to=ADDRESS).subject
    assert "sur Franc" in Mail.objects.get(to=ADDRESS).subject
