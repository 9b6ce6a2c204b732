"""Staff see work that failed, have it tried again, or dismiss it with a reason."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from marketplace.accounts.models import User
from marketplace.models import OutboxMessage
from marketplace.parking.models import ParkedTask
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return factories.finance()


@pytest.fixture
def client(by: User) -> Client:
    TOTP.activate(by, generate_totp_secret())
    client = Client(headers={"accept-language": "en"})
    client.force_login(by)
    return client


@pytest.fixture
def parked() -> ParkedTask:
    return factories.parked_task()


def test_it_is_listed_and_opened_with_its_error(client: Client, parked: ParkedTask) -> None:
    assert parked.task in client.get("/review/work/").content.decode()

    page = client.get(f"/review/work/{parked.pk}/").content.decode()

    assert "ValueError: it cannot be done" in page
    assert "post_id" in page


def test_the_first_page_of_staff_says_that_work_failed(client: Client, parked: ParkedTask) -> None:
    assert "1 piece of work failed" in client.get("/payouts/").content.decode()


def test_a_retry_sends_it_once_however_often_it_is_pressed(
    client: Client, by: User, parked: ParkedTask
) -> None:
    for _ in range(2):
        client.post(f"/review/work/{parked.pk}/retry/")

    sent = OutboxMessage.objects.get()
    parked.refresh_from_db()
    assert (sent.task, sent.kwargs) == (parked.task, parked.kwargs)
    assert (parked.status, parked.decided_by) == ("retried", by)


def test_dismissing_needs_a_reason_and_keeps_it(
    client: Client, by: User, parked: ParkedTask
) -> None:
    where = f"/review/work/{parked.pk}/dismiss/"
    assert client.post(where, {"reason": ""}).status_code == 422

    client.post(where, {"reason": "Done by hand."})

    parked.refresh_from_db()
    assert (parked.status, parked.decided_by, parked.reason) == ("dismissed", by, "Done by hand.")
    assert not OutboxMessage.objects.exists()
