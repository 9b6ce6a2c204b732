"""What people and machines type that no page can use: an answer beside its cause, never a 500."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.disclosure.message_check import check_message
from marketplace.accounts.models import User
from tests import factories
from tests.signing_in import with_second_factor

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", ["/l/%00/", "/campaigns/?q=%00", "/find/?q=a%00b"])
def test_a_nul_character_is_a_bad_request(path: str) -> None:
    assert Client().get(path).status_code == 400


@pytest.mark.parametrize("amount", ["1e999990", "1e999999", "9" * 5_000, "NaN", "-5", "0,355", "½"])
def test_no_amount_costs_time_or_fails(amount: str) -> None:
    client = signed_in(factories.brand()[0])

    answer = client.get("/campaigns/estimate/", {"budget_cents": amount, "rate_cents": "1"})

    assert answer.status_code == 200


@pytest.mark.parametrize("reason", ["a\0b", "x" * 1_001, ""])
def test_a_reason_that_cannot_be_kept_is_refused_beside_its_box(reason: str) -> None:
    campaign = factories.draft()
    client = signed_in(with_second_factor(factories.reviewer()))

    answer = client.post(
        f"/review/campaigns/{campaign.pk}/", {"decision": "refuse", "reason": reason}
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("body", ["cli\u200bquez ici", "voir evil.example/x"])
def test_invisible_characters_hide_nothing(body: str) -> None:
    assert check_message(body, []) != []
