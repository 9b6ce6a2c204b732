"""Every kind of decision: the second of two who saw the same is told, and nothing is overturned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from marketplace.accounts.decided.kinds import kinds
from marketplace.accounts.models import StatementOfReasons, User
from marketplace.notifications.models import Mail, Notice
from payouts import escrow
from tests import factories
from tests.authorization.newcomers import place
from tests.authorization.world import World, world
from tests.signing_in import signed_in_as, with_second_factor

__all__ = ["place", "world"]
pytestmark = pytest.mark.django_db
Values = dict[str, str]
WHY = "Because of what I saw."
OTHER = "I saw something else."
NO = {"decision": "refuse", "reason": WHY}
YES = {"decision": "approve"}


@dataclass(frozen=True)
class Act:
    """Who decides, on which page, at which address, and what they send; {} is the thing's id."""

    who: str
    page: str
    address: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Two:
    """The thing (its model, and its name among the ids of the world), and two acts about it."""

    model: str
    name: str
    first: Act
    second: Act


def desk(kind: str, first: Values, second: Values, route: str = "") -> tuple[Act, Act]:
    address = f"/review/{route or kind + 's'}/{{}}/"
    page = f"/review/?kind={kind}"
    return Act("reviewer", page, address, first), Act("reviewer_2", page, address, second)


def both(who: str, page: str, address: str, first: Values, second: Values) -> tuple[Act, Act]:
    return Act(who, page, address, first), Act(f"{who}_2", page, address, second)


PEOPLE = "/campaigns/CAMPAIGN/people/"
DECISIONS = [
    Two("campaigns.Post", "review/posts", *desk("post", YES, NO)),
    Two("campaigns.Amendment", "review/changes", *desk("amendment", NO, YES, "changes")),
    Two("campaigns.Campaign", "review/campaigns", *desk("campaign", NO, YES)),
    Two("campaigns.LandingMatter", "review/landings", *desk("landing", YES, NO)),
    Two("campaigns.Dispute", "review/disputes", *desk(
        "dispute",
        {"decision": "rejected", "reason": WHY}, {"decision": "upheld", "reason": OTHER})),
    Two("campaigns.Appeal", "review/appeals", *desk(
        "appeal", {"decision": "refused", "reason": WHY}, {"decision": "upheld", "reason": OTHER})),
    Two("campaigns.Case", "OPEN_CASE", *both(
        "reviewer", "/review/cases/{}/", "/review/cases/{}/decide/",
        {"decision": "rejected", "reason": WHY}, {"decision": "valid", "reason": OTHER})),
    Two("accounts.Finding", "review/findings", *both(
        "reviewer", "/review/findings/", "/review/findings/{}/",
        {"decision": "explained", "reason": WHY}, {"decision": "confirmed", "reason": OTHER})),
    Two("accounts.SocialAccount", "me/accounts", *both(
        "reviewer", "/review/accounts/", "/review/accounts/{}/", YES, NO)),
    Two("accounts.User", "people", *both(
        "reviewer", "/people/{}/", "/people/{}/suspend/",
        {"decision": "suspend", "reason": WHY}, {"decision": "suspend", "reason": OTHER})),
    Two("accounts.Organisation", "brands", *both(
        "reviewer", "/brands/{}/", "/brands/{}/suspend/",
        {"decision": "suspend", "reason": WHY}, {"decision": "suspend", "reason": OTHER})),
    Two("accounts.Proof", "proofs", *both(
        "reviewer", "/review/organisations/SPONSOR/", "/review/organisations/SPONSOR/",
        {"kind": "domain", "value": "shop.example", "reason": WHY},
        {"kind": "domain", "value": "shop.example", "reason": OTHER})),
    Two("parking.ParkedTask", "review/work", Act(
        "reviewer", "/review/work/{}/", "/review/work/{}/retry/"),
        Act("finance", "/review/work/{}/", "/review/work/{}/dismiss/", {"reason": OTHER})),
    Two("campaigns.JoinRequest", "requests", *both("brand", PEOPLE, "/requests/{}/", NO, YES)),
    Two("campaigns.Message", "messages", *both("brand", PEOPLE, "/messages/{}/", NO, YES)),
    Two("campaigns.Dispute", "disputes", Act(
        "reviewer", "/review/?kind=dispute", "/review/disputes/{}/",
        {"decision": "rejected", "reason": WHY}), Act("brand", PEOPLE, "/disputes/{}/withdraw/")),
    Two("campaigns.Amendment", "changes", Act(
        "reviewer", "/review/?kind=amendment", "/review/changes/{}/", YES),
        Act("brand", "/campaigns/CAMPAIGN/", "/changes/{}/withdraw/")),
    Two("accounts.Mandate", "mandates", *both(
        "brand", "/organisations/SPONSOR/mandates/", "/mandates/{}/move/",
        {"to": "ended"}, {"to": "ended"})),
    Two("accounts.Invitation", "invitations", *both(
        "brand", "/organisations/SPONSOR/team/", "/invitations/{}/revoke/", {}, {})),
    Two("accounts.Membership", "MEMBERSHIP", *both(
        "brand", "/organisations/SPONSOR/team/", "/organisations/SPONSOR/team/MEMBER/role/",
        {"role": "viewer"}, {"role": "owner"})),
    Two("payouts.TopUp", "transfers", Act(
        "finance", "/payouts/top-ups/", "/payouts/top-ups/{}/",
        {"received_cents": "GROSS", "bank_reference": "VIR 1"}),
        Act("brand", "/funds/", "/transfers/{}/cancel/")),
    Two("payouts.PayoutRun", "payouts", *both(
        "finance", "/payouts/", "/payouts/{}/sent/", {}, {})),
]  # fmt: skip


@pytest.fixture
def people(place: World) -> World:
    """The world, with a second person of each kind that decides."""
    organisation = User.objects.get(pk=int(place.ids["team"])).organisations.get()
    seconds = {
        "reviewer_2": with_second_factor(factories.reviewer()),
        "finance_2": with_second_factor(factories.finance()),
        "brand_2": factories.brand(organisation)[0],
    }
    place.clients |= {name: signed_in_as(user) for name, user in seconds.items()}
    member = factories.member(organisation, "finance").memberships.get()
    place.ids |= {"CAMPAIGN": place.ids["campaigns"], "MEMBERSHIP": member.pk,
                  "MEMBER": member.user_id}  # fmt: skip
    escrow.top_up(organisation.pk, 1_000_000, "enough for all")
    return place


@pytest.mark.parametrize("two", DECISIONS, ids=lambda two: f"{two.model}-{two.second.address}")
def test_the_second_of_two_is_told_and_overturns_nothing(people: World, two: Two) -> None:
    pk = people.ids[two.name]
    read = [(act, opened(people, act, pk)) for act in (two.first, two.second)]

    first = decide(people, *read[0], pk)
    before = everything(two, pk)
    second = decide(people, *read[1], pk)

    assert first.status_code == 302
    assert second.status_code == 409
    assert "Déjà décidé" in second.content.decode()
    assert everything(two, pk) == before


@pytest.mark.parametrize("two", DECISIONS, ids=lambda two: f"{two.model}-{two.first.address}")
def test_the_same_press_twice_has_one_effect_and_no_refusal(people: World, two: Two) -> None:
    pk = people.ids[two.name]
    seen = opened(people, two.first, pk)

    decide(people, two.first, seen, pk)
    before = everything(two, pk)
    again = decide(people, two.first, seen, pk)

    assert again.status_code == 302
    assert everything(two, pk) == before


def test_every_kind_is_tried_here() -> None:
    assert {two.model for two in DECISIONS} == {
        f"{model._meta.app_label}.{model.__name__}" for model in kinds()
    }


def opened(people: World, act: Act, pk: Any) -> str:
    """What the form of this act carries, as its page shows it."""
    page = people.clients[act.who].get(filled(people, act.page, pk)).content.decode()
    address = re.escape(filled(people, act.address, pk))
    form = re.search(rf'action="{address}[^>]*>.*?</form>', page, re.DOTALL)
    found = re.search(r'name="seen" value="([^"]*)"', form[0] if form else "")
    return unescape(found[1]) if found else ""


def decide(people: World, act: Act, seen: str, pk: Any) -> Any:
    client: Client = people.clients[act.who]
    values = {name: filled(people, value, pk) for name, value in act.values.items()}
    return client.post(filled(people, act.address, pk), {**values, "seen": seen})


def filled(people: World, text: str, pk: Any) -> str:
    text = text.replace("{}", str(pk)).replace("GROSS", "120,00")
    for word in ("CAMPAIGN", "SPONSOR", "MEMBER"):
        text = text.replace(word, str(people.ids[word]))
    return text


def everything(two: Two, pk: Any) -> Any:
    """The thing as it is, and all that anybody was told."""
    model: Any = apps.get_model(two.model)
    told = [kind.objects.count() for kind in (Notice, Mail, StatementOfReasons)]
    outbox = apps.get_model("marketplace.OutboxMessage").objects.count()
    return model.objects.filter(pk=pk).values().get(), told, outbox
