"""Asking a brand to join, and its answer; both are told."""

from __future__ import annotations

import pytest

from campaigns.joining import claim_campaign, request_to_join
from campaigns.models import Campaign, JoinRequest
from marketplace.accounts.models import Influencer
from marketplace.notifications.models import Mail
from marketplace.states import IllegalTransition, StateChanged
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return factories.live(admission="chosen", title="Trains")


@pytest.fixture
def lina() -> Influencer:
    return factories.InfluencerFactory.create(display_name="Lina")


def test_the_brand_is_told_who_asks_and_what_they_say(campaign: Campaign, lina: Influencer) -> None:
    Mail.objects.all().delete()

    request_to_join.ask_to_join(campaign.pk, lina, "I take the night train.")

    mail = Mail.objects.get()
    assert mail.to == campaign.buyer.members.get().email
    assert "Lina" in mail.subject
    assert "night train" in mail.text


def test_asking_twice_is_asking_once(campaign: Campaign, lina: Influencer) -> None:
    assert request_to_join.ask_to_join(campaign.pk, lina) == request_to_join.ask_to_join(
        campaign.pk, lina
    )
    assert list(request_to_join.waiting(campaign)) == list(JoinRequest.objects.all())


def test_a_yes_makes_the_claim_at_the_rate_of_now(campaign: Campaign, lina: Influencer) -> None:
    request = request_to_join.ask_to_join(campaign.pk, lina)
    Mail.objects.all().delete()

    claim = request_to_join.accept(request, campaign.buyer.members.get())

    assert (claim.influencer, claim.rate_cents) == (lina, campaign.rate_cents)
    assert claim_campaign.claim(campaign.pk, lina) == claim
    assert Mail.objects.get().to == lina.user.email


def test_a_no_is_told_with_its_reason_and_stands(campaign: Campaign, lina: Influencer) -> None:
    request = request_to_join.ask_to_join(campaign.pk, lina)
    Mail.objects.all().delete()

    request_to_join.decline(request, campaign.buyer.members.get(), "We look for families.")

    assert "We look for families." in Mail.objects.get().text
    with pytest.raises(request_to_join.Declined):
        request_to_join.ask_to_join(campaign.pk, lina)


def test_what_was_taken_back_cannot_be_accepted(campaign: Campaign, lina: Influencer) -> None:
    request = request_to_join.ask_to_join(campaign.pk, lina)
    stale = JoinRequest.objects.get(pk=request.pk)
    assert request_to_join.withdraw(request)
    assert not request_to_join.withdraw(request)

    with pytest.raises(StateChanged):
        request_to_join.accept(stale, campaign.buyer.members.get())

    assert not campaign.claims.exists()


def test_one_answer_is_given_once(campaign: Campaign, lina: Influencer) -> None:
    request = request_to_join.ask_to_join(campaign.pk, lina)
    request_to_join.accept(request, campaign.buyer.members.get())

    with pytest.raises(IllegalTransition):
        request_to_join.decline(request, campaign.buyer.members.get(), "Changed our mind.")


def test_somebody_who_does_not_fit_cannot_ask(lina: Influencer) -> None:
    campaign = factories.live(admission="chosen", countries=["BE"])

    with pytest.raises(claim_campaign.DoesNotFit):
        request_to_join.ask_to_join(campaign.pk, lina)
