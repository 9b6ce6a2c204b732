"""How long a page was looked at: what is taken, and what is thrown away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from uuid_utils import uuid7

from campaigns.clicks import dwell
from campaigns.clicks.click_tokens import with_token
from campaigns.models import Dwell
from campaigns.purges import run_purges

SCRIPT = Path(__file__).parents[3] / "static" / "beacon.js"


def token(age: timedelta = timedelta()) -> str:
    at = datetime.now(UTC) - age
    return str(uuid7(nanoseconds=int(at.timestamp() * 1e9)))


@pytest.mark.parametrize(
    ("seconds", "bucket"), [(0, 0), (0.9, 0), (1, 1), (14, 5), (15, 15), (9_999, 180)]
)
def test_a_dwell_falls_into_its_bucket(seconds: float, bucket: int) -> None:
    assert dwell.bucket(seconds) == bucket


@pytest.mark.django_db
def test_the_first_report_of_a_click_counts(client: Client) -> None:
    click = token()

    for seconds in (7, 90):
        answer = client.post("/beacon/", f"{click} {seconds}", content_type="text/plain")
        assert answer.status_code == 204

    assert list(Dwell.objects.values_list("bucket", flat=True)) == [5]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "after"),
    [(0, " -1"), (0, " 1.5"), (0, ""), (0, " 4" + " " * 90), (3, " 4"), (-1, " 4")],
)
def test_what_is_no_report_is_answered_alike_and_not_kept(
    client: Client, age: int, after: str
) -> None:
    for body in (f"{token(timedelta(hours=age))}{after}", "", "x", "é" * 40):
        answer = client.post("/beacon/", body, content_type="text/plain")
        assert answer.status_code == 204

    assert not Dwell.objects.exists()


@pytest.mark.django_db
def test_a_report_that_no_click_claims_is_thrown_away(client: Client) -> None:
    client.post("/beacon/", f"{token()} 3", content_type="text/plain")

    run_purges.hourly(datetime.now(UTC) + timedelta(minutes=1))
    assert Dwell.objects.count() == 1
    run_purges.hourly(datetime.now(UTC) + timedelta(days=1, minutes=1))
    assert not Dwell.objects.exists()


def test_a_token_goes_where_there_is_room_for_it() -> None:
    assert with_token("https://b.example/?franc_click=#top", "7") == (
        "https://b.example/?franc_click=7#top"
    )
    assert with_token("https://b.example/?utm_source=franc", "7") == (
        "https://b.example/?utm_source=franc"
    )


def test_the_script_is_small_and_stores_nothing() -> None:
    text = SCRIPT.read_text()

    assert len(text.encode()) < 1024
    assert not {"cookie", "localStorage", "sessionStorage", "indexedDB"} & set(text.split("."))
