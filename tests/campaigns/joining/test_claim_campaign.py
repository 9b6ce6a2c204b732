"""Who may join is asked under the campaign's lock; leaving and coming back; trials."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from campaigns.disclosure import decide_post
from campaigns.joining import add_links, claim_campaign, leave_campaign
from campaigns.joining.claim_campaign import DoesNotFit, MustAsk, NotOpen
from campaigns.models import Absence, Claim
from marketplace.accounts.models import Influencer
from tests import factories
from tests.harness.cluster import Cluster


def obstacle(campaign_id: int, influencer: Influencer) -> str:
    with pytest.raises(DoesNotFit) as refused:
        claim_campaign.claim(campaign_id, influencer)
    return refused.value.obstacles[0].code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"tiers": ["nano"]}, "tier"),
        ({"networks": ["tiktok"]}, "network"),
        ({"languages": ["de"]}, "language"),
        ({"countries": ["BE"]}, "country"),
    ],
)
def test_a_claim_is_refused_to_whom_the_campaign_is_not_for(
    fields: dict[str, Any], code: str
) -> None:
    campaign = factories.live(**fields)

    assert obstacle(campaign.pk, factories.InfluencerFactory.create()) == code
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_a_campaign_that_chooses_must_be_asked() -> None:
    campaign = factories.live(admission="chosen")

    with pytest.raises(MustAsk):
        claim_campaign.claim(campaign.pk, factories.InfluencerFactory.create())


@pytest.mark.django_db
def test_the_places_of_a_day_are_those_of_today() -> None:
    campaign = factories.live(joins_per_day=1)
    factories.claim(campaign)
    late = factories.InfluencerFactory.create()
    assert obstacle(campaign.pk, late) == "places"

    with connection.cursor() as cursor:
        cursor.execute("UPDATE campaigns_claim SET created_at = created_at - interval '1 day'")

    assert claim_campaign.claim(campaign.pk, late).campaign == campaign


def test_of_those_who_come_at_once_the_last_place_goes_to_one(cluster: Cluster) -> None:
    campaign = factories.live(joins_per_day=3)
    people = factories.InfluencerFactory.create_batch(8)

    def join(influencer: Influencer) -> bool:
        try:
            claim_campaign.claim(campaign.pk, influencer)
        except DoesNotFit:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(people)) as crowd:
        joined = list(crowd.map(join, people))

    assert sum(joined) == 3
    assert Claim.objects.filter(campaign=campaign).count() == 3


@pytest.mark.django_db
def test_leaving_twice_is_leaving_once() -> None:
    claim = factories.claim(factories.live())
    assert leave_campaign.leave(claim)
    left = claim.left_at

    assert not leave_campaign.leave(claim)

    assert claim.left_at == left


@pytest.mark.django_db
def test_coming_back_finds_the_same_claim_and_keeps_the_time_away() -> None:
    claim = factories.claim(factories.live(cap_cents=5_000))
    leave_campaign.leave(claim)
    left = claim.left_at

    back = claim_campaign.claim(claim.campaign_id, claim.influencer)

    assert (back.pk, back.left_at, back.cap_cents) == (claim.pk, None, 5_000)
    assert Absence.objects.get(claim=claim).left_at == left


@pytest.mark.django_db
def test_nobody_comes_back_to_a_campaign_that_is_over() -> None:
    campaign = factories.live()
    claim = factories.claim(campaign)
    leave_campaign.leave(claim)
    campaign.status = "ended"
    campaign.save()

    with pytest.raises(NotOpen):
        claim_campaign.claim(campaign.pk, claim.influencer)


@pytest.mark.django_db
def test_a_newcomer_is_on_trial_until_a_first_post_is_approved() -> None:
    influencer = factories.InfluencerFactory.create()
    first = factories.claim(factories.live(trial_cap_cents=500), influencer)
    second = factories.claim(factories.live(trial_cap_cents=9_000, cap_cents=5_000), influencer)
    assert (first.trial_cap_cents, second.trial_cap_cents) == (500, 5_000)

    decide_post.approve(
        decide_post.submit(first.links.get(), "https://x.example/1"), factories.reviewer()
    )

    for claim in (first, second):
        claim.refresh_from_db()
        assert claim.trial_ended_at is not None
    third = factories.claim(factories.live(trial_cap_cents=500), influencer)
    assert third.trial_cap_cents is None


@pytest.mark.django_db
def test_a_refused_post_ends_no_trial() -> None:
    claim = factories.claim(factories.live(trial_cap_cents=500))

    post = decide_post.submit(claim.links.get(), "https://x.example/1")
    decide_post.refuse(post, factories.reviewer(), "No label.")

    claim.refresh_from_db()
    assert claim.trial_ended_at is None


@pytest.mark.django_db
def test_links_have_names_and_one_name_is_one_link() -> None:
    claim = factories.claim(factories.live())

    story = add_links.add(claim, "Story")
    again = add_links.add(claim, "story")

    assert again == story
    assert claim.links.count() == 2
    with pytest.raises(add_links.NameTaken):
        add_links.rename(claim.links.order_by("id")[0], "STORY")


@pytest.mark.django_db
def test_a_claim_has_ten_links_at_most() -> None:
    claim = factories.claim(factories.live())
    for number in range(add_links.MOST - 1):
        add_links.add(claim, f"Link {number}")

    with pytest.raises(add_links.TooManyLinks):
        add_links.add(claim, "One more")


@pytest.mark.django_db
def test_a_qr_code_is_a_file_to_print() -> None:
    link = factories.claim(factories.live()).links.get()
    client = Client()
    client.force_login(link.claim.influencer.user)

    png, svg = (client.get(f"/codes/{link.code}/qr.{kind}") for kind in ("png", "svg"))

    assert png.content.startswith(b"\x89PNG")
    assert b"<svg" in svg.content
    assert link.code in png.headers["Content-Disposition"]
