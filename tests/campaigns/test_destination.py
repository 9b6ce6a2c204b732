"""Where links lead: the approved address, with what it lacks and nothing lost."""

from __future__ import annotations

import pytest

from campaigns.disclosure import write_message
from campaigns.joining import claim_campaign
from campaigns.joining.claim_campaign import NotOpen
from campaigns.models import Campaign, Link
from campaigns.running import lifecycle
from tests import factories

OURS = "utm_source=franc&utm_medium=paid_influence&utm_campaign=franc-7"


@pytest.mark.parametrize(
    ("landing", "destination"),
    [
        ("https://a.example/", f"https://a.example/?{OURS}"),
        ("https://a.example/p?a=1&a=2&b#top", f"https://a.example/p?a=1&a=2&b&{OURS}#top"),
        (
            "https://a.example/?utm_source=own",
            "https://a.example/?utm_source=own&utm_medium=paid_influence&utm_campaign=franc-7",
        ),
        ("https://a.example/été?q=é", f"https://a.example/%C3%A9t%C3%A9?q=%C3%A9&{OURS}"),
    ],
)
def test_destination(landing: str, destination: str) -> None:
    assert lifecycle.destination(Campaign(pk=7, landing_url=landing)) == destination


@pytest.mark.django_db
def test_the_longest_landing_page_can_be_approved() -> None:
    landing = "https://a.example/?q=" + "é" * 479
    campaign = factories.live(landing_url=landing)

    assert len(campaign.destination_url) > 2_800


@pytest.mark.django_db
def test_writing_twice_gives_one_link() -> None:
    claim = factories.claim(factories.live())
    write_message.write(claim, "Encore mieux.", "fr")

    assert Link.objects.filter(claim=claim).count() == 1


@pytest.mark.django_db
def test_nobody_claims_before_the_first_day() -> None:
    campaign = factories.live()
    Campaign.objects.filter(pk=campaign.pk).update(starts_on=campaign.ends_on)

    with pytest.raises(NotOpen):
        claim_campaign.claim(campaign.pk, factories.InfluencerFactory.create())
