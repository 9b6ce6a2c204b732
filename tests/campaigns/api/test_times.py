"""Programs read UTC with its offset, whatever the clock of the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories


@pytest.mark.django_db
def test_a_time_of_the_api_is_utc() -> None:
    claim = factories.claim(factories.live())
    client = Client()
    client.force_login(claim.influencer.user)

    (found,) = client.get("/api/v1/claims/").json()["results"]

    assert found["created_at"] == f"{claim.created_at:%Y-%m-%dT%H:%M:%S.%f}Z"
