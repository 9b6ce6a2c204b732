"""An agency invites a brand that is not here yet; the request for a mandate waits for it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.accounts import invite_brand, invite_member, mandates
from marketplace.accounts.models import Invitation, Mandate, Membership, Organisation, User
from marketplace.notifications.models import Mail, Notice
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "owner@fern.example"
TYPED = {
    "what": "invite",
    "invite-name": "Fern & Co",
    "invite-email": ADDRESS,
    "invite-limit_cents": "5 000",
}


def anybody() -> Client:
    return Client(headers={"accept-language": "en"})


def browser(user: User) -> Client:
    client = anybody()
    client.force_login(user)
    return client


@pytest.fixture
def agency() -> Organisation:
    return factories.agency()[1]


def agent_of(agency: Organisation) -> Client:
    return browser(agency.members.get())


def invite(agency: Organisation, **typed: str) -> str:
    """Invite through the page; return the path in the mail."""
    page = agent_of(agency).post(f"/organisations/{agency.pk}/mandates/", {**TYPED, **typed})
    assert page.status_code == 302, page.context["invites"].errors
    return path_in_mail(typed.get("invite-email", ADDRESS))


def path_in_mail(email: str) -> str:
    found = re.search(r"/join/[\w-]+/", Mail.objects.filter(to=email).order_by("-pk")[0].text)
    assert found
    return found[0]


def shown(agency: Organisation) -> str:
    return agent_of(agency).get(f"/organisations/{agency.pk}/mandates/").content.decode()


def newcomer(email: str = ADDRESS, role: str = User.Role.BRAND) -> User:
    return factories.UserFactory.create(email=email, role=role)


def come(user: User, kind: str = "brand", name: str = "Fern") -> str:
    """Say who the brand is; return where that leads."""
    typed = {"kind": kind, "name": name, "legal_name": "Fern SAS"}
    return str(browser(user).post("/welcome/", typed)["Location"])


def test_an_empty_agency_is_shown_the_way_to_a_brand(agency: Organisation) -> None:
    way = f'href="/organisations/{agency.pk}/mandates/"'

    assert way in agent_of(agency).get("/campaigns/").content.decode()
    assert way in agent_of(agency).get("/campaigns/new/").content.decode()


def test_whose_answer_is_awaited_is_said_on_the_agency_s_home(agency: Organisation) -> None:
    invite(agency)
    brand = factories.brand()[1]
    mandates.request(agency, brand, agency.members.get(), None, None)

    page = agent_of(agency).get("/campaigns/").content.decode()

    assert "Fern &amp; Co" in page
    assert brand.name in page


def test_a_brand_that_comes_by_its_mail_finds_the_request_waiting(agency: Organisation) -> None:
    path = invite(agency)
    assert "Fern &amp; Co" in anybody().get(path).content.decode()
    user = newcomer()
    assert agency.name in browser(user).get("/welcome/").content.decode()

    where = come(user)

    brand, made = user.organisations.get(), Mandate.objects.get()
    assert where == f"/organisations/{brand.pk}/mandates/"
    assert (made.status, made.brand, made.limit_cents) == ("requested", brand, 500_000)
    assert 'value="accepted"' in browser(user).get(where).content.decode()
    assert not brand.proofs.exists()
    found = Invitation.objects.get()
    assert (found.status, found.brand) == ("accepted", brand)
    assert Notice.objects.filter(user=agency.members.get(), words__en__title__icontains="Fern")


def test_a_brand_that_signed_up_before_it_read_its_mail_is_asked_too(agency: Organisation) -> None:
    user = newcomer()
    come(user)
    path = invite(agency, **{"invite-name": "Fern of Lyon"})
    client, brand = browser(user), user.organisations.get()
    assert f'name="brand" value="{brand.pk}"' in client.get(path).content.decode()

    client.post(f"/invitations/{Invitation.objects.get().pk}/accept/", {"brand": brand.pk})

    assert Mandate.objects.get().brand == brand


def test_a_second_press_asks_once(agency: Organisation) -> None:
    user = newcomer()
    come(user)
    invite(agency, **{"invite-name": "Fern of Lyon"})
    pk, brand = Invitation.objects.get().pk, user.organisations.get().pk

    pages = [browser(user).post(f"/invitations/{pk}/accept/", {"brand": brand}) for _ in "ab"]

    assert [page.status_code for page in pages] == [302, 302]
    assert Mandate.objects.count() == 1


def test_the_agency_sees_how_far_it_has_come(agency: Organisation) -> None:
    path = invite(agency)
    assert "Not opened yet" in shown(agency)

    anybody().get(path)
    assert "Opened on" in shown(agency)

    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "send it again" in shown(agency)


def test_sent_again_the_first_mail_opens_nothing_and_the_second_does(agency: Organisation) -> None:
    first = invite(agency)
    agent_of(agency).post(f"/invitations/{Invitation.objects.get().pk}/again/")

    assert anybody().get(first).status_code == 404
    assert anybody().get(path_in_mail(ADDRESS)).status_code == 200


def test_taken_back_it_asks_nobody(agency: Organisation) -> None:
    invite(agency)
    page = agent_of(agency).post(f"/invitations/{Invitation.objects.get().pk}/revoke/")
    come(newcomer())

    assert page["Location"] == f"/organisations/{agency.pk}/mandates/"
    assert not Mandate.objects.exists()


def test_too_old_it_asks_nobody_until_it_is_sent_again(agency: Organisation) -> None:
    path, user = invite(agency), newcomer()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert "invitation is over" in anybody().get(path).content.decode()
    come(user)
    assert not Mandate.objects.exists()


def test_the_same_brand_is_invited_once(agency: Organisation) -> None:
    invite(agency)

    page = agent_of(agency).post(f"/organisations/{agency.pk}/mandates/", TYPED)

    assert "send it again instead" in str(page.context["invites"].errors)
    assert "Fern &amp; Co" in page.content.decode()
    assert Mail.objects.filter(to=ADDRESS).count() == 1


def test_two_agencies_may_invite_one_brand_and_both_ask(agency: Organisation) -> None:
    other = factories.agency()[1]
    invite(agency)
    invite(other)

    come(newcomer())

    assert {made.agency for made in Mandate.objects.all()} == {agency, other}


def test_a_brand_of_that_name_is_asked_not_invited(agency: Organisation) -> None:
    brand = factories.brand()[1]
    typed = {**TYPED, "invite-name": brand.name.upper()}

    page = agent_of(agency).post(f"/organisations/{agency.pk}/mandates/", typed)

    assert "here already" in str(page.context["invites"].errors["name"])


@pytest.mark.parametrize("who", ["nobody", "influencer", "brand", "agency", "reviewer"])
def test_what_the_agency_reads_never_depends_on_whom_the_address_belongs_to(
    agency: Organisation, who: str
) -> None:
    people = {
        "influencer": lambda: factories.InfluencerFactory.create().user,
        "brand": lambda: factories.brand()[0],
        "agency": lambda: factories.agency()[0],
        "reviewer": factories.reviewer,
    }
    if who in people:
        User.objects.filter(pk=people[who]().pk).update(email=ADDRESS)

    asked = agent_of(agency).post(f"/organisations/{agency.pk}/mandates/", {"brand": ADDRESS})
    invite(agency)

    assert "No brand is known" in str(asked.context["form"].errors["brand"])
    assert asked.context["invites"].initial["email"] == ADDRESS
    assert "Not opened yet" in shown(agency)


def test_an_influencer_is_told_why_not(agency: Organisation) -> None:
    path = invite(agency)
    user = newcomer(role=User.Role.INFLUENCER)

    page = browser(user).get(path).content.decode()
    browser(user).post(f"/invitations/{Invitation.objects.get().pk}/accept/", {"brand": "1"})

    assert "nobody may pay for links" in page
    assert not Mandate.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "manager", "finance"])
def test_only_an_owner_answers_for_a_brand(agency: Organisation, role: str) -> None:
    path, brand = invite(agency), factories.brand()[1]
    user = factories.member(brand, role)
    User.objects.filter(pk=user.pk).update(email=ADDRESS)
    user.refresh_from_db()

    page = browser(user).get(path).content.decode()
    browser(user).post(f"/invitations/{Invitation.objects.get().pk}/accept/", {"brand": brand.pk})

    assert "You own no brand here" in page
    assert not Mandate.objects.exists()


def test_an_invitation_of_a_brand_makes_nobody_a_member_of_the_agency(
    agency: Organisation,
) -> None:
    user = newcomer()
    invite(agency)

    with pytest.raises(invite_member.NotPossible):
        invite_member.accept(Invitation.objects.get(), user)
    assert not Membership.objects.filter(user=user).exists()


def test_what_was_asked_by_name_meanwhile_is_asked_once(agency: Organisation) -> None:
    user = newcomer()
    come(user)
    brand = user.organisations.get()
    invite(agency, **{"invite-name": "Fern of Lyon"})
    mandates.request(agency, brand, agency.members.get(), None, None)

    invite_brand.accept(Invitation.objects.get(), user, brand)

    assert Mandate.objects.count() == 1
    assert Invitation.objects.get().status == "accepted"


def test_only_owners_of_the_agency_invite(agency: Organisation) -> None:
    viewer = browser(factories.member(agency, "viewer"))

    assert viewer.post(f"/organisations/{agency.pk}/mandates/", TYPED).status_code == 403
    assert not Invitation.objects.exists()


def test_mail_to_strangers_has_a_limit_a_day(
    agency: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invite_member, "MOST_MAILS_A_DAY", 2)
    invite(agency)
    client, pk = agent_of(agency), Invitation.objects.get().pk

    client.post(f"/invitations/{pk}/again/")
    client.post(f"/invitations/{pk}/again/")

    assert Mail.objects.filter(to=ADDRESS).count() == 2
    assert anybody().get(path_in_mail(ADDRESS)).status_code == 200


def test_a_brand_does_not_invite_brands() -> None:
    user, brand = factories.brand()

    page = browser(user).post(f"/organisations/{brand.pk}/mandates/", TYPED)

    assert page.status_code == 200
    assert not Invitation.objects.exists()
