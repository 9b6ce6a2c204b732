"""What each membership may do, act by act and role by role, through the pages themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from campaigns.models import Campaign
from marketplace.accounts import invite_member, team_permissions
from marketplace.accounts.models import Membership, Organisation
from marketplace.accounts.team_permissions import ALLOWED, Act
from payouts import top_up_transfers
from tests import factories

pytestmark = pytest.mark.django_db
Role = Membership.Role
Try = Callable[["Place", Client], int]


@dataclass
class Place:
    """A brand with a live campaign, a draft, a member, an invitation and a request."""

    brand: Organisation
    live: Campaign
    draft: Campaign
    someone: int
    invitation: int
    mandate: int
    proof: int
    claim: int
    top_up: int


@pytest.fixture
def place() -> Place:
    owner, brand = factories.brand()
    asked = factories.mandate(factories.agency()[1], brand, status="requested")
    live = factories.live(brand)
    return Place(
        brand=brand,
        live=live,
        claim=factories.claim(live).pk,
        top_up=top_up_transfers.announce_top_up(brand, 5_000, owner, uuid4()).pk,
        draft=factories.draft(brand),
        someone=factories.member(brand, Role.VIEWER).pk,
        invitation=invite_member.invite(brand, "invited@test.example", Role.VIEWER, owner).pk,
        mandate=asked.pk,
        proof=brand.proofs.create(kind="domain", value="shop.example", token="t").pk,
    )


def post(path: str, **data: object) -> Try:
    return lambda place, client: client.post(path.format(p=place), data).status_code


def get(path: str) -> Try:
    return lambda place, client: client.get(path.format(p=place)).status_code


TRIES: dict[str, tuple[Act, Try]] = {
    "list": (Act.LOOK, get("/campaigns/")),
    "see": (Act.LOOK, get("/campaigns/{p.live.pk}/")),
    "refresh": (Act.LOOK, get("/campaigns/{p.live.pk}/live/")),
    "funds": (Act.LOOK, get("/funds/")),
    "team": (Act.LOOK, get("/organisations/{p.brand.pk}/team/")),
    "mandates": (Act.LOOK, get("/organisations/{p.brand.pk}/mandates/")),
    "proofs": (Act.LOOK, get("/organisations/{p.brand.pk}/proof/")),
    "proof": (Act.LOOK, get("/proofs/{p.proof}/")),
    "create": (Act.CAMPAIGNS, get("/campaigns/new/")),
    "create-sent": (Act.CAMPAIGNS, post("/campaigns/new/")),
    "estimate": (Act.CAMPAIGNS, get("/campaigns/estimate/")),
    "edit": (Act.CAMPAIGNS, get("/campaigns/{p.draft.pk}/edit/")),
    "step": (Act.CAMPAIGNS, get("/campaigns/{p.draft.pk}/edit/words/")),
    "picture": (Act.CAMPAIGNS, post("/campaigns/{p.draft.pk}/pictures/")),
    "landing": (Act.LOOK, get("/campaigns/{p.draft.pk}/landing/")),
    "check": (Act.CAMPAIGNS, get("/campaigns/{p.draft.pk}/check/")),
    "submit": (Act.CAMPAIGNS, post("/campaigns/{p.draft.pk}/check/")),
    "change": (Act.CAMPAIGNS, get("/campaigns/{p.live.pk}/change/")),
    "copy": (Act.CAMPAIGNS, post("/campaigns/{p.live.pk}/duplicate/", key=str(uuid4()))),
    "people": (Act.LOOK, get("/campaigns/{p.live.pk}/people/")),
    "question": (Act.CAMPAIGNS, post("/claims/{p.claim}/dispute/", reason="All at night.")),
    "budget": (Act.CAMPAIGNS, get("/campaigns/{p.live.pk}/budget/")),
    "pause": (Act.CAMPAIGNS, post("/campaigns/{p.live.pk}/move/", to="paused")),
    "ending": (Act.CAMPAIGNS, get("/campaigns/{p.live.pk}/end/")),
    "end": (Act.CAMPAIGNS, post("/campaigns/{p.live.pk}/end/")),
    "announce": (Act.MONEY, post("/funds/", net_cents="100", key=str(uuid4()))),
    "unannounce": (Act.MONEY, post("/transfers/{p.top_up}/cancel/")),
    "statements": (Act.MONEY, get("/funds/{p.brand.pk}/statements/")),
    "statement": (Act.MONEY, get("/funds/{p.brand.pk}/statements/2026-11/")),
    "csv": (Act.MONEY, get("/funds/{p.brand.pk}/statements/2026-11/csv/")),
    "invite": (
        Act.TEAM,
        post("/organisations/{p.brand.pk}/team/", email="x@test.example", role="viewer"),
    ),
    "role": (Act.TEAM, post("/organisations/{p.brand.pk}/team/{p.someone}/role/", role="finance")),
    "remove": (Act.TEAM, post("/organisations/{p.brand.pk}/team/{p.someone}/remove/")),
    "again": (Act.TEAM, post("/invitations/{p.invitation}/again/")),
    "revoke": (Act.TEAM, post("/invitations/{p.invitation}/revoke/")),
    "accept": (Act.ORGANISATION, post("/mandates/{p.mandate}/move/", to="accepted")),
    "prove": (
        Act.ORGANISATION,
        post("/organisations/{p.brand.pk}/proof/", what="domain", domain="new.example"),
    ),
    "take-off": (Act.ORGANISATION, post("/proofs/{p.proof}/remove/")),
    "look-up": (Act.ORGANISATION, post("/proofs/{p.proof}/check/")),
}


def test_every_act_is_tried() -> None:
    assert {act for act, _try in TRIES.values()} == set(Act)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_do_what_the_table_says(place: Place, role: str) -> None:
    client = Client()
    client.force_login(factories.member(place.brand, role))

    statuses = {name: tried(attempt, place, client) for name, (_act, attempt) in TRIES.items()}

    done = {name for name, status in statuses.items() if status in {200, 302}}
    assert done == {name for name, (act, _try) in TRIES.items() if role in ALLOWED[act]}
    assert set(statuses.values()) <= {200, 302, 403}, statuses


def tried(attempt: Try, place: Place, client: Client) -> int:
    """Try one act and take it back, so that the next finds everything as it was."""
    with transaction.atomic():
        status = attempt(place, client)
        transaction.set_rollback(True)
    return status


def test_who_may_not_is_told_whom_to_ask() -> None:
    _owner, brand = factories.brand()
    client = Client()
    client.force_login(factories.member(brand, Role.VIEWER))

    response = client.get("/campaigns/new/")

    assert team_permissions.refusal(Act.CAMPAIGNS) in response.content.decode()


def test_buttons_that_a_viewer_may_not_press_are_not_shown(place: Place) -> None:
    client = Client()
    client.force_login(factories.member(place.brand, Role.VIEWER))

    campaign = client.get(f"/campaigns/{place.live.pk}/").content.decode()
    page = client.get(f"/organisations/{place.brand.pk}/team/").content.decode()

    assert "/move/" not in campaign
    assert "/role/" not in page
    assert "/revoke/" not in page
    assert "/remove/" not in page


def test_a_role_in_one_brand_grants_nothing_in_another() -> None:
    owner, _own = factories.brand()
    _other_owner, other = factories.brand()
    Membership.objects.create(user=owner, organisation=other, role=Role.VIEWER)
    client = Client()
    client.force_login(owner)

    assert client.get(f"/campaigns/{factories.draft(other).pk}/edit/").status_code == 403
    assert list(team_permissions.organisations(owner, Act.CAMPAIGNS)) == [_own]
