"""Nobody has more followers than the largest account of their network."""

from __future__ import annotations

import pytest
from django.utils import translation

from marketplace.accounts.decision_form import ProofForm
from marketplace.accounts.forms.profile import SocialAccountForm
from marketplace.audience import LARGEST_AUDIENCE, Network

pytestmark = pytest.mark.django_db


def listed(network: str, followers: str) -> SocialAccountForm:
    return SocialAccountForm({"network": network, "handle": "@lina", "followers": followers})


def test_every_network_has_a_largest_account() -> None:
    assert list(LARGEST_AUDIENCE) == list(Network)


@pytest.mark.parametrize("network", Network)
def test_as_many_as_the_largest_account_are_taken_and_one_more_is_not(network: Network) -> None:
    most = LARGEST_AUDIENCE[network]

    assert listed(network, str(most)).is_valid()
    assert list(listed(network, str(most + 1)).errors) == ["followers"]


@pytest.mark.parametrize("typed", ["999,999,999", "999 999 999", "9" * 30, "-1"])
def test_numbers_that_nobody_has_are_refused_beside_their_box(typed: str) -> None:
    assert list(listed("instagram", typed).errors) == ["followers"]


def test_the_refusal_writes_numbers_as_people_read_them() -> None:
    with translation.override("fr"):
        for network in ("instagram", ""):
            said = listed(network, "999999999").errors["followers"]

            assert len(said) == 1
            assert "999\u202f999\u202f999" in said[0]


def test_a_reviewer_cannot_write_such_a_number_either() -> None:
    posted = {"decision": "approve", "followers": "999999999"}

    assert list(ProofForm(posted, network="tiktok").errors) == ["followers"]
    assert ProofForm({**posted, "followers": "12 000"}, network="tiktok").is_valid()
