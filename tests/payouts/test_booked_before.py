"""A bank reference that comes a second time: true words, whatever the amount."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from marketplace.accounts.models import Organisation, User
from payouts import escrow, ledger, top_up_transfers
from payouts.ledger import Kind
from payouts.models import TopUp, Transfer
from tests import factories
from tests.signing_in import signed_in_as, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance() -> User:
    return with_second_factor(factories.finance())


@pytest.fixture
def client(finance: User) -> Client:
    client = signed_in_as(finance)
    client.cookies["django_language"] = "en"
    return client


def announced(cents: int = 100_000) -> TopUp:
    user, organisation = factories.brand()
    return top_up_transfers.announce_top_up(organisation, cents, user, uuid4())


def words_of(page: bytes) -> str:
    return " ".join(page.decode().split())


def by_hand(organisation: Organisation, cents: str, reference: str) -> dict[str, str]:
    return {"organisation": str(organisation.pk), "cents": cents, "reference": reference}


def test_the_same_amount_again_is_told_when_by_whom_and_for_whom(
    client: Client, finance: User
) -> None:
    first, second = announced(), announced()
    top_up_transfers.book_top_up(first, 120_000, "VIR 1", finance)
    transfer = Transfer.objects.get(kind="top_up")

    typed = {"received_cents": "1 200", "bank_reference": "vir\u00a01\u200b"}
    words = words_of(client.post(f"/payouts/top-ups/{second.pk}/", typed).content)

    assert "another amount" not in words
    assert "Nothing was booked now: VIR 1 was booked before, on " in words
    assert f"by {finance}: €1,200.00 for {first.organisation}" in words
    assert f'href="/payouts/top-ups/?page=1#transfer-{transfer.pk}"' in words
    assert f'id="transfer-{transfer.pk}"' in words
    second.refresh_from_db()
    assert second.status == TopUp.Status.WAITING


def test_another_amount_is_told_which_one_was_booked(client: Client, finance: User) -> None:
    first, second = announced(), announced(50_000)
    top_up_transfers.book_top_up(first, 120_000, "VIR 1", finance)

    typed = {"received_cents": "600", "bank_reference": "VIR 1"}
    words = words_of(client.post(f"/payouts/top-ups/{second.pk}/", typed).content)

    assert "€1,200.00" in words
    assert ledger.balance(Kind.BANK) == -120_000


def test_the_same_form_twice_books_once_and_says_so(client: Client) -> None:
    _user, organisation = factories.brand()
    form = by_hand(organisation, "100", "VIR 2")

    first = client.post("/payouts/top-ups/", form, follow=True)
    second = client.post("/payouts/top-ups/", form, follow=True)

    assert "Nothing was booked now" not in words_of(first.content)
    assert "Nothing was booked now: VIR 2" in words_of(second.content)
    assert Transfer.objects.filter(kind="top_up").count() == 1


def test_a_reference_of_somebody_else_is_refused_beside_its_field(client: Client) -> None:
    _user, organisation = factories.brand()
    _other, elsewhere = factories.brand()
    escrow.top_up(organisation.pk, 10_000, "VIR 3")

    words = words_of(client.post("/payouts/top-ups/", by_hand(elsewhere, "100", "VIR 3")).content)

    assert f"for {organisation}" in words
    assert 'value="VIR 3"' in words
    assert ledger.balance(Kind.BRAND_FUNDS, organisation=elsewhere.pk) == 0


def test_the_link_leads_to_the_page_on_which_the_transfer_stands(client: Client) -> None:
    _user, organisation = factories.brand()
    for number in range(21):
        escrow.top_up(organisation.pk, 100, f"VIR {number}")

    words = words_of(client.post("/payouts/top-ups/", by_hand(organisation, "2", "VIR 0")).content)

    first = Transfer.objects.get(idempotency_key="top_up:VIR 0")
    address = f"/payouts/top-ups/?page=2#transfer-{first.pk}"
    assert f'href="{address}"' in words
    assert f'id="transfer-{first.pk}"' in client.get(address).content.decode()
