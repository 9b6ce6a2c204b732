"""The world of the authorization tables, with people who have just begun, and a draft."""

from __future__ import annotations

import pytest
from django.utils import timezone

from marketplace.accounts.models import SocialAccount, User
from tests import factories
from tests.authorization.world import World
from tests.signing_in import signed_in_as


@pytest.fixture
def place(world: World) -> World:
    """The world of the authorization table, with people who have just begun, and a draft."""
    brand = User.objects.get(pk=int(world.ids["team"]))
    organisation = brand.organisations.get()
    agent, agency = factories.agency()
    beginner = factories.UserFactory.create()
    young = factories.UserFactory.create(role=User.Role.BRAND)
    world.clients |= {"agency": signed_in_as(agent), "beginner": signed_in_as(beginner),
                      "young_brand": signed_in_as(young)}  # fmt: skip
    world.ids |= {"DRAFT": factories.draft(organisation).pk, "AGENCY": agency.pk,
                  "SPONSOR": organisation.pk}  # fmt: skip
    chosen = factories.live(organisation, admission="chosen")
    world.ids |= {
        "CHOSEN": chosen.pk,
        "CLAIM": factories.claim(factories.live(organisation)).pk,
        "OPEN_CASE": factories.case(factories.approved_link(factories.live())).pk,
    }
    SocialAccount.objects.filter(pk=world.ids["me/accounts"]).update(
        status=SocialAccount.Status.WAITING, asked_at=timezone.now()
    )
    return world


def filled(text: str, place: World) -> str:
    for word in ("DRAFT", "AGENCY", "SPONSOR", "CHOSEN", "CLAIM", "OPEN_CASE"):
        text = text.replace(word, str(place.ids[word]))
    return text
