"""A transfer is announced once, booked once, with its VAT, and stands on the statement."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from stdnum import iso11649

from marketplace.accounts.models import Organisation, Proof
from marketplace.notifications.models import Notice
from marketplace.paris_days import paris_today
from marketplace.states import IllegalTransition, StateChanged
from payouts import funds_statement, ledger, top_up_transfers, vat
from payouts.ledger import IdempotencyConflict, Kind
from payouts.models import TopUp
from payouts.top_up_transfers import OtherAmount, SentBefore
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_reference_is_one_that_banks_can_check() -> None:
    user, organisation = factories.brand()

    top_up = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())

    assert iso11649.is_valid(top_up.reference)
    assert (top_up.vat_cents, top_up.gross_cents) == (20_000, 120_000)


def test_a_form_sent_twice_announces_once() -> None:
    user, organisation = factories.brand()
    key = uuid4()

    first, second = (
        top_up_transfers.announce_top_up(organisation, 100_000, user, key) for _ in range(2)
    )

    assert first == second
    with pytest.raises(SentBefore):
        top_up_transfers.announce_top_up(organisation, 99, user, key)


def test_booking_moves_the_net_to_the_funds_and_owes_the_vat() -> None:
    user, organisation = factories.brand()
    top_up = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())

    top_up_transfers.book_top_up(top_up, 120_000, "VIR 1", factories.finance())

    assert ledger.balance(Kind.BRAND_FUNDS, organisation=organisation.pk) == 100_000
    assert ledger.balance(Kind.VAT) == 20_000
    assert ledger.balance(Kind.BANK) == -120_000
    assert Notice.objects.filter(user=user).exists()


def test_another_amount_than_announced_books_nothing() -> None:
    user, organisation = factories.brand()
    top_up = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())

    with pytest.raises(OtherAmount):
        top_up_transfers.book_top_up(top_up, 100_000, "VIR 1", factories.finance())

    top_up.refresh_from_db()
    assert top_up.status == TopUp.Status.WAITING
    assert ledger.balance(Kind.BANK) == 0


def test_a_transfer_is_booked_once_and_a_bank_reference_is_used_once() -> None:
    user, organisation = factories.brand()
    first = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())
    second = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())
    finance = factories.finance()
    top_up_transfers.book_top_up(first, 120_000, "VIR 1", finance)

    with pytest.raises((IllegalTransition, StateChanged, IdempotencyConflict)):
        top_up_transfers.book_top_up(TopUp.objects.get(pk=first.pk), 120_000, "VIR 2", finance)
    with pytest.raises(IdempotencyConflict):
        top_up_transfers.book_top_up(second, 120_000, "VIR 1", finance)

    assert ledger.balance(Kind.BRAND_FUNDS, organisation=organisation.pk) == 100_000


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("732829320", "FR", vat.FRANCE),
        ("FR83404833048", "FR", vat.FRANCE),
        ("BE0428759497", "BE", vat.REVERSE_CHARGE),
        ("EL094259216", "GR", vat.REVERSE_CHARGE),
        ("", "DE", vat.FRANCE),
        ("", "US", vat.OUTSIDE),
    ],
)
def test_the_vat_follows_from_where_the_client_is_and_what_was_verified(
    number: str, country: str, expected: vat.Vat
) -> None:
    organisation = factories.OrganisationFactory.create(country=country)
    if number:
        verified(organisation, number)

    assert vat.vat_of(organisation) == expected


def verified(organisation: Organisation, number: str) -> None:
    Proof.objects.create(
        organisation=organisation, kind=Proof.Kind.NUMBER, value=number,
        status=Proof.Status.VERIFIED, means=Proof.Means.REGISTER, decided_at=timezone.now(),
    )  # fmt: skip


def test_a_statement_adds_up_from_its_opening_to_its_closing() -> None:
    user, organisation = factories.brand()
    top_up = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())
    top_up_transfers.book_top_up(top_up, 120_000, "VIR 1", factories.finance())
    today = paris_today()

    found = funds_statement.statement(organisation, today.replace(day=1))
    before = funds_statement.statement(organisation, date(2020, 2, 1))

    assert [(line.cents, line.vat_cents, line.about) for line in found.lines] == [
        (100_000, 20_000, "VIR 1")
    ]
    assert (found.opening_cents, found.closing_cents) == (0, 100_000)
    assert (before.opening_cents, before.lines, before.closing_cents) == (0, [], 0)
    assert funds_statement.months(organisation, today) == [today.replace(day=1)]


def test_december_is_followed_by_january() -> None:
    organisation = factories.OrganisationFactory.create()

    assert funds_statement.statement(organisation, date(2026, 12, 1)).lines == []


def test_a_formula_in_a_title_stays_text_in_a_spreadsheet() -> None:
    user, organisation = factories.brand()
    factories.live(organisation, title="=1+1")
    client = Client()
    client.force_login(user)
    month = paris_today().strftime("%Y-%m")

    page = client.get(f"/funds/{organisation.pk}/statements/{month}/csv/").content.decode()

    assert "'=1+1" in page


def test_the_application_cannot_rewrite_what_was_announced() -> None:
    from django.db import ProgrammingError, transaction

    user, organisation = factories.brand()
    top_up = top_up_transfers.announce_top_up(organisation, 100_000, user, uuid4())

    with pytest.raises(ProgrammingError), transaction.atomic():
        TopUp.objects.filter(pk=top_up.pk).update(net_cents=1)
    with pytest.raises(ProgrammingError), transaction.atomic():
        top_up.delete()


def test_a_key_of_another_organisation_announces_nothing() -> None:
    user, organisation = factories.brand()
    key = uuid4()
    top_up_transfers.announce_top_up(organisation, 5_000, user, key)
    other, elsewhere = factories.brand()

    with pytest.raises(SentBefore):
        top_up_transfers.announce_top_up(elsewhere, 5_000, other, key)


def test_a_month_that_no_calendar_has_is_not_found() -> None:
    user, organisation = factories.brand()
    client = Client()
    client.force_login(user)

    for month in ("9999-12", "0001-01", "2026-13", "x"):
        url = f"/funds/{organisation.pk}/statements/{month}/"
        assert client.get(url).status_code == 404
