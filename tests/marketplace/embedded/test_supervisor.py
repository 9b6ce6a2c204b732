"""bin/run: everything starts, a second one is refused, and nothing of it ever stays behind."""

import os
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from marketplace.ports.port_numbers import Ports
from marketplace.ports.reserved_port import reserved
from marketplace.processes.programs import ROOT
from tests.harness.cluster import wait_for

NAMED_ELSEWHERE = {"DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL", "CACHE_URL"}
ENDS_WITHIN = 240  # seconds, on any machine
EVERYTHING = {"site", "links", "ship", "relay", "worker", "beat", "postgres", "valkey"}


@pytest.fixture
def ports() -> Iterator[Ports]:
    with reserved(2) as first:
        yield Ports(first)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder: whoever comes second finds its tables, also after a kill."""
    return tmp_path_factory.mktemp("supervisor") / "data"


def start(data: Path, port: int) -> "subprocess.Popen[str]":
    environment = {k: v for k, v in os.environ.items() if k not in NAMED_ELSEWHERE}
    log = (data.parent / "run.log").open("w")
    return subprocess.Popen(
        [ROOT / "bin" / "run", "--port", str(port), "--no-demo"],
        env={**environment, "FRANC_DATA": str(data), "SITE_BASE_URL": f"http://localhost:{port}"},
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(data: Path, port: int) -> Iterator[psutil.Process]:
    """The supervisor, its first page served and every process of it started."""
    for log in (data / "log").glob("*.log"):  # of the start before
        log.unlink()
    process = start(data, port)
    supervisor = psutil.Process(process.pid)
    try:
        wait_for(lambda: process.poll() is None and started(data) >= EVERYTHING, "all to start")
        yield supervisor
    finally:
        supervisor.kill() if process.poll() is None else None
        process.wait()


def started(data: Path) -> set[str]:
    return {log.stem for log in (data / "log").glob("*.log") if log.stem != "migrate"}


def test_a_killed_supervisor_leaves_nothing_behind(data: Path, ports: Ports) -> None:
    with running(data, ports.site) as supervisor:
        family = supervisor.children(recursive=True)

        supervisor.kill()

        _gone, left = psutil.wait_procs(family, timeout=ENDS_WITHIN)
        assert [process.cmdline() for process in left if not is_zombie(process)] == []


def is_zombie(process: psutil.Process) -> bool:
    """Ended, and waiting for an init that may not care; it holds nothing any more."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_it_serves_refuses_a_second_and_ends_on_request(
    data: Path, tmp_path: Path, ports: Ports
) -> None:
    with running(data, ports.site) as supervisor:
        family = supervisor.children(recursive=True)
        with urllib.request.urlopen(f"http://localhost:{ports.site}/healthz") as page:
            assert page.status == 200

        assert "already runs" in said_by_a_second(data, ports.site)
        said = said_by_a_second(tmp_path / "other", ports.site)
        assert f"Port {ports.site} is taken" in said
        assert f"bin/run --port {ports.site + 100}" in said

        supervisor.send_signal(signal.SIGINT)
        assert supervisor.wait(ENDS_WITHIN) == 0
        assert not any(process.is_running() for process in family)


def said_by_a_second(data: Path, port: int) -> str:
    data.mkdir(exist_ok=True)
    second = start(data, port)
    assert second.wait(ENDS_WITHIN) == 1
    return (data.parent / "run.log").read_text()
