"""The ledger's writer: idempotent posting, and errors that callers can act on."""

from __future__ import annotations

import pytest

from payouts import ledger
from payouts.ledger import IdempotencyConflict, InsufficientFunds, Kind
from payouts.models import Account, Entry

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_once() -> None:
    assert ledger.account(Kind.BANK) == ledger.account(Kind.BANK)
    assert Account.objects.filter(kind=Kind.BANK).count() == 1


def test_balances_follow_the_entries() -> None:
    ledger.post("test", "a", {ledger.account(Kind.BANK): -250, ledger.account(Kind.VAT): 250})

    assert ledger.balance(Kind.VAT) == 250
    assert ledger.balance(Kind.BANK) == -250


def test_the_same_key_with_the_same_amounts_is_the_same_transfer() -> None:
    amounts = {ledger.account(Kind.BANK): -250, ledger.account(Kind.VAT): 250}

    first, second = (ledger.post("test", "a", amounts) for _ in range(2))

    assert first == second
    assert Entry.objects.count() == 2


def test_the_same_key_with_other_amounts_is_a_conflict() -> None:
    bank, vat = ledger.account(Kind.BANK), ledger.account(Kind.VAT)
    ledger.post("test", "a", {bank: -250, vat: 250})

    with pytest.raises(IdempotencyConflict):
        ledger.post("test", "a", {bank: -251, vat: 251})

    assert ledger.balance(Kind.VAT) == 250


def test_an_overdrawn_account_is_insufficient_funds_and_nothing_is_written() -> None:
    bank, vat = ledger.account(Kind.BANK), ledger.account(Kind.VAT)

    with pytest.raises(InsufficientFunds):
        ledger.post("test", "a", {bank: 1, vat: -1})

    assert Entry.objects.count() == 0
