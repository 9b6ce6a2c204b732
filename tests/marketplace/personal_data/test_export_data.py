"""A person gets what is known of them: made by a worker, theirs alone, for seven days."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.models import OutboxMessage
from marketplace.notifications.models import Notice
from marketplace.personal_data import export_data
from marketplace.personal_data.models import Export
from tests import factories
from tests.journeys import people
from tests.marketplace.personal_data.fresh_sign_in import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    link = factories.approved_link(factories.live(title="Trains"))
    return people.confirmed(link.claim.influencer.user)


def files(content: bytes) -> dict[str, object]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_every_room_tells_what_it_knows(user: User) -> None:
    client = fresh(user)
    client.post("/me/data/ask/")
    export_data.make_export(Export.objects.get().pk)

    known = files(client.get("/me/data/download/").content)

    rooms = ("account", "profile", "terms", "notices", "campaigns", "money")
    assert set(known) >= {f"{name}.json" for name in rooms}
    text = json.dumps(known)
    assert user.email in text
    assert "Trains" in text
    assert "password" not in text


def test_asking_twice_makes_one_and_wakes_a_worker(user: User) -> None:
    first, second = export_data.ask_for_export(user), export_data.ask_for_export(user)

    assert first == second
    assert OutboxMessage.objects.filter(task="personal_data.export").count() == 1


def test_its_owner_is_told_once_however_often_the_task_runs(user: User) -> None:
    export = export_data.ask_for_export(user)
    Notice.objects.all().delete()

    export_data.make_export(export.pk)
    export_data.make_export(export.pk)

    assert Notice.objects.filter(user=user).count() == 1


def test_it_rests_encrypted_and_goes_after_the_seventh_day(user: User) -> None:
    export_data.make_export(export_data.ask_for_export(user).pk)
    stored = Export.objects.get()
    assert stored.content
    assert not bytes(stored.content).startswith(b"PK")
    assert stored.expires_at
    assert stored.expires_at - timezone.now() < timedelta(days=8)

    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert fresh(user).get("/me/data/download/").status_code == 404
    assert export_data.delete_expired() == 1


def test_nobody_gets_another_s(user: User) -> None:
    export_data.make_export(export_data.ask_for_export(user).pk)
    other = people.confirmed(factories.InfluencerFactory.create().user)

    assert fresh(other).get("/me/data/download/").status_code == 404


def test_without_a_fresh_sign_in_it_is_asked_first(user: User) -> None:
    client = Client()
    client.force_login(user)

    for path in ("/me/data/", "/me/data/download/", "/me/leave/"):
        assert client.get(path).headers["Location"].startswith("/accounts/reauthenticate/")


def test_the_page_shows_how_far_it_is(user: User) -> None:
    client = fresh(user)
    export_data.ask_for_export(user)
    assert "<progress" in client.get("/me/data/progress/").content.decode()

    export_data.make_export(Export.objects.get().pk)
    assert "/me/data/download/" in client.get("/me/data/").content.decode()


def test_an_export_that_a_killed_worker_left_is_made_by_another(user: User) -> None:
    export = export_data.ask_for_export(user)
    OutboxMessage.objects.all().delete()
    young = export_data.wake_overdue()
    Export.objects.filter(pk=export.pk).update(created_at=timezone.now() - timedelta(minutes=2))

    old = export_data.wake_overdue()

    assert (young, old) == (0, 1)
    assert OutboxMessage.objects.get().kwargs == {"export_id": export.pk}
