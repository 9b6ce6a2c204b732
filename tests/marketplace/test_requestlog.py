"""The request log names routes: no paths, which hold tokens, and no addresses."""

import pytest
from django.test import Client
from structlog.testing import capture_logs

from marketplace.heartbeat import beat


@pytest.mark.django_db
def test_a_token_in_a_path_is_not_logged(client: Client) -> None:
    with capture_logs() as lines:
        client.get("/accounts/confirm-email/SECRET/?next=SECRET", REMOTE_ADDR="192.0.2.7")

    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["route"].startswith("accounts/confirm-email/")
    assert "SECRET" not in str(line)
    assert "192.0.2.7" not in str(line)


@pytest.mark.django_db
def test_health_checks_are_not_logged(client: Client) -> None:
    beat("campaigns.judge")
    with capture_logs() as lines:
        client.get("/readyz")

    assert [line for line in lines if line["event"] == "request"] == []
