"""The demo's road: a slice of a real log when it is there, generated clicks when it is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from marketplace.embedded.addresses import note_ports
from marketplace.embedded.folder import Folder
from marketplace.embedded.turns import Lock
from marketplace.processes import programs
from marketplace.processes.programs import manage
from payouts import audit
from payouts.demo import clicklog, road, traffic
from tests.harness.cluster import Cluster, log_of, wait_for

LOG = Path(settings.BASE_DIR).parent / "shared" / "data" / "clicks-2013-01.ndjson.gz"
SLICE = 400


def test_a_log_goes_the_whole_way_and_every_click_is_accounted_for(
    cluster: Cluster, tmp_path: Path
) -> None:
    log = LOG if LOG.exists() else generated_log(tmp_path / "clicks.ndjson")
    neighbour_where_ours_would_be(cluster, tmp_path / "neighbour")

    demo = cluster.start(manage("demo", "--clicks", str(log), "--first", str(SLICE)))
    wait_for(lambda: demo.ended() is not None, "the demo to end")

    said = log_of(demo)
    assert demo.ended() == 0, said
    assert f"{SLICE} clicks sent, {SLICE} answered" in said
    assert "Every click is accounted for." in said
    assert "unexplained cents: 0" in said
    assert [check for check in audit.run_audit() if not check.holds] == []


def neighbour_where_ours_would_be(cluster: Cluster, data: Path) -> None:
    """The site of another data folder answers on the port that ours had noted."""
    site = programs.site(cluster.ports.site)
    cluster.wait_until_up(cluster.start(site, FRANC_DATA=str(Folder(data).make().root)))
    note_ports(cluster.folder, cluster.ports)


def test_everything_runs_where_bin_run_has_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRANC_DATA", str(tmp_path))
    assert not road.everything_runs()

    with Lock(tmp_path / "servers.lock") as turn:
        turn.take()
        turn.sign("bin/manage")
        assert not road.everything_runs()
        turn.sign("bin/run")
        assert road.everything_runs()


def generated_log(path: Path) -> Path:
    """Write generated clicks in the replay format."""
    until = datetime.now(UTC)
    links = [(f"link-{number}", f"owner-{number % 20}") for number in range(60)]
    clicks = traffic.generate(links, until - timedelta(days=6), until)
    lines = [
        {
            "id": str(number), "at": click.at.timestamp(), "link": click.link,
            "owner": click.owner, "user_agent": click.user_agent, "referrer": click.referrer,
            "accept_language": click.accept_language, "visitor": click.address,
            "purpose": click.purpose, "method": click.method,
        }
        for number, click in enumerate(clicks)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert len(lines) >= SLICE
    return path


def test_a_generated_log_is_read_back_as_it_was(tmp_path: Path) -> None:
    """The fallback above must be fit for its use whether the real log is there or not."""
    path = generated_log(tmp_path / "clicks.ndjson")

    clicks = list(clicklog.read_click_log(path))

    assert len(clicks) >= SLICE
    assert {click.method for click in clicks} <= {"GET", "HEAD"}
