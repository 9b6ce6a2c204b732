"""The same form sent twice, as two tabs or a double click without a script do: it makes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction

from payouts import escrow
from tests import factories
from tests.authorization.address import address
from tests.authorization.newcomers import filled, place
from tests.authorization.world import World, world

__all__ = ["place", "world"]
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Made:
    """Who sends what where, and of what there is one more afterwards."""

    who: str
    route: str
    model: str
    values: dict[str, str]


MADE = [
    Made("young_brand", "welcome/", "accounts.Membership",
         {"kind": "brand", "name": "B", "legal_name": "B SAS"}),
    Made("beginner", "me/about/", "accounts.Influencer",
         {"display_name": "Mona", "birth_date": "1990-01-01", "country": "FR"}),
    Made("influencer", "me/accounts/new/", "accounts.SocialAccount",
         {"network": "tiktok", "handle": "@again", "followers": "12"}),
    Made("brand", "organisations/<int:pk>/team/", "accounts.Invitation",
         {"email": "twice@test.example", "role": "viewer"}),
    Made("agency", "organisations/AGENCY/mandates/", "accounts.Mandate",
         {"brand": "A brand to be asked"}),
    Made("brand", "organisations/<int:pk>/proof/", "accounts.Proof",
         {"what": "domain", "domain": "twice.example"}),
    Made("brand", "campaigns/new/", "campaigns.Campaign",
         {"sponsor": "SPONSOR", "title": "Twice", "draft_key": str(uuid4())}),
    Made("brand", "campaigns/<int:pk>/duplicate/", "campaigns.Campaign", {"key": str(uuid4())}),
    Made("brand", "claims/CLAIM/dispute/", "campaigns.Dispute", {"reason": "All at night."}),
    Made("brand", "campaigns/<int:pk>/budget/", "payouts.Transfer",
         {"cents": "10", "key": str(uuid4())}),
    Made("brand", "funds/", "payouts.TopUp",
         {"organisation": "SPONSOR", "net_cents": "100", "key": str(uuid4())}),
    Made("other_influencer", "find/CHOSEN/ask/", "campaigns.JoinRequest", {"words": "Please"}),
    Made("other_influencer", "find/<int:pk>/claim/", "campaigns.Claim", {}),
    Made("influencer", "links/<int:pk>/more/", "campaigns.Link", {"label": "Story"}),
    Made("reviewer", "review/cases/OPEN_CASE/decide/", "campaigns.CaseDecision",
         {"decision": "rejected", "reason": "They clicked each other."}),
    Made("finance", "payouts/top-ups/", "payouts.Transfer",
         {"organisation": "SPONSOR", "cents": "10", "reference": "VIR TWICE"}),
]  # fmt: skip


def test_sent_twice_each_form_makes_one(place: World) -> None:
    """All forms in one world: each is taken back before the next."""
    escrow.top_up(int(place.ids["SPONSOR"]), 100_000, "enough for all")
    factories.OrganisationFactory.create(name="A brand to be asked")

    for made in MADE:
        with transaction.atomic():
            send_twice(place, made)
            transaction.set_rollback(True)


def send_twice(place: World, made: Made) -> None:
    url = filled(address(made.route, place.ids), place)
    posted = {name: filled(value, place) for name, value in made.values.items()}
    before = count(made)

    answers = [place.clients[made.who].post(url, posted).status_code for _ in range(2)]

    assert count(made) == before + 1, made.route
    assert answers[0] == 302, made.route
    assert answers[1] < 500, made.route


def count(made: Made) -> int:
    model: Any = apps.get_model(made.model)
    return int(model.objects.count())
