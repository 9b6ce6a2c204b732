"""Lists of finance: transfers announced, top-ups and payout runs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from marketplace import encryption
from marketplace.accounts.models import Organisation
from payouts import escrow, top_up_transfers
from payouts.models import PayoutRun
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep

pytestmark = pytest.mark.django_db


def transfers_announced() -> Listed:
    user, organisation = factories.brand()
    return (
        factories.finance(), "/payouts/top-ups/",
        lambda: keep(top_up_transfers.announce_top_up(organisation, 5_000, user, uuid4())),
    )  # fmt: skip


def top_ups() -> Listed:
    return factories.finance(), "/payouts/top-ups/", lambda: book(factories.brand()[1])


def payout_runs() -> Listed:
    user = factories.finance()
    return user, "/payouts/", lambda: keep(PayoutRun.objects.create(
        created_by=user, total_cents=1, file_encrypted=encryption.wrap(b"<xml/>"),
        file_sha256="0" * 64))  # fmt: skip


def book(organisation: Organisation) -> None:
    escrow.top_up(organisation.pk, 100, f"ref-{organisation.pk}")


LISTS = [transfers_announced, top_ups, payout_runs]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
