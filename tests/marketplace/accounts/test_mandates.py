"""Mandates: asked for, accepted within limits, declined, withdrawn, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.accounts import mandates
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.notifications.models import Mail
from marketplace.states import IllegalTransition, StateChanged
from tests import factories

pytestmark = pytest.mark.django_db
Status = Mandate.Status


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def parties() -> tuple[User, Organisation, User, Organisation]:
    return (*factories.agency(), *factories.brand())


Parties = tuple[User, Organisation, User, Organisation]


def asked(parties: Parties) -> Mandate:
    agent, agency, _owner, brand = parties
    return mandates.request(agency, brand, agent, 500_000, None)


def test_an_agency_asks_and_the_owner_is_told(parties: Parties) -> None:
    agent, agency, owner, brand = parties

    response = browser(agent).post(
        f"/organisations/{agency.pk}/mandates/", {"brand": brand.name, "limit_cents": "5 000"}
    )

    assert response.status_code == 302
    made = Mandate.objects.get()
    assert (made.status, made.limit_cents, made.brand) == (Status.REQUESTED, 500_000, brand)
    assert Mail.objects.get().to == owner.email


@pytest.mark.parametrize("words", ["name", "siren"])
def test_a_brand_is_found_by(parties: Parties, words: str) -> None:
    brand = parties[3]
    Organisation.objects.filter(pk=brand.pk).update(siren="100000009")
    typed = {"name": brand.name.lower(), "siren": "100 000 009"}

    assert mandates.find_brand(typed[words]) == brand


def test_an_unknown_brand_is_said_beside_the_field_and_what_was_typed_is_kept(
    parties: Parties,
) -> None:
    agent, agency, *_ = parties

    page = browser(agent).post(f"/organisations/{agency.pk}/mandates/", {"brand": "Nobody & Co"})

    assert page.context["form"].errors["brand"]
    assert "Nobody &amp; Co" in page.content.decode()


def test_the_owner_accepts_within_lower_limits(parties: Parties) -> None:
    agent, _agency, owner, _brand = parties
    made = asked(parties)
    day = timezone.now().date() + timedelta(days=30)

    browser(owner).post(
        f"/mandates/{made.pk}/move/",
        {"to": "accepted", f"m{made.pk}-limit_cents": "1000", f"m{made.pk}-ends_on": f"{day}"},
    )

    made.refresh_from_db()
    assert (made.status, made.limit_cents, made.ends_on) == (Status.ACCEPTED, 100_000, day)
    assert Mail.objects.filter(to=agent.email).exists()


def test_the_agency_cannot_accept_for_the_brand(parties: Parties) -> None:
    agent, *_ = parties
    made = asked(parties)

    browser(agent).post(f"/mandates/{made.pk}/move/", {"to": "accepted"})

    made.refresh_from_db()
    assert made.status == Status.REQUESTED


def test_the_brand_cannot_withdraw_for_the_agency(parties: Parties) -> None:
    _agent, _agency, owner, _brand = parties
    made = asked(parties)

    browser(owner).post(f"/mandates/{made.pk}/move/", {"to": "withdrawn"})

    made.refresh_from_db()
    assert made.status == Status.REQUESTED


def test_while_one_waits_another_is_refused(parties: Parties) -> None:
    asked(parties)

    with pytest.raises(mandates.NotPossible):
        asked(parties)


def test_after_a_refusal_another_may_be_asked_for(parties: Parties) -> None:
    _agent, _agency, owner, _brand = parties
    mandates.decline(asked(parties), owner, "Not now.")

    assert asked(parties).status == Status.REQUESTED


def test_after_its_last_day_another_may_be_asked_for(parties: Parties) -> None:
    _agent, agency, _owner, brand = parties
    yesterday = timezone.now().date() - timedelta(days=1)
    old = factories.mandate(agency, brand, ends_on=yesterday)

    made = asked(parties)

    old.refresh_from_db()
    assert (old.status, made.status) == (Status.ENDED, Status.REQUESTED)


@pytest.mark.parametrize("side", [0, 2])
def test_either_side_ends_it(parties: Parties, side: int) -> None:
    _agent, agency, _owner, brand = parties
    made = factories.mandate(agency, brand)

    browser(parties[side]).post(f"/mandates/{made.pk}/move/", {"to": "ended"})  # type: ignore[arg-type]

    made.refresh_from_db()
    assert made.status == Status.ENDED
    assert not Mandate.objects.running().exists()


def test_two_tabs_end_it_once(parties: Parties) -> None:
    _agent, agency, owner, brand = parties
    made = factories.mandate(agency, brand)
    other_tab = Mandate.objects.get(pk=made.pk)
    mandates.end_mandate(made, owner)

    with pytest.raises(StateChanged):
        mandates.end_mandate(other_tab, owner)
    with pytest.raises(IllegalTransition):
        mandates.end_mandate(made, owner)


def test_both_logs_say_who_accepted(parties: Parties) -> None:
    _agent, agency, owner, brand = parties
    mandates.accept(asked(parties), owner, None, None)

    for side, other in ((agency, brand), (brand, agency)):
        line = side.events.first()
        assert line is not None
        assert (line.kind, line.by, line.about) == ("mandate_accepted", owner, other.name)
