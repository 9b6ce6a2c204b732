"""A server refuses a port where somebody listens, says who, and never shares one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from marketplace.embedded.doors import page_served
from marketplace.ports import own_port
from marketplace.ports.own_port import PortTaken
from marketplace.ports.reserved_port import reserved
from marketplace.processes import die_with_parent, programs
from tests.campaigns.clicks.visits import REDIRECT, Alone, serves
from tests.harness.cluster import Cluster, wait_for

SITE = ("-m", "marketplace.site")
TAKES = """
import sys
from marketplace.ports import own_port
try:
    own_port.take(sys.argv[1], int(sys.argv[2]), patience=0)
except own_port.PortTaken as reason:
    sys.exit(str(reason))
print("taken", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def port() -> Iterator[int]:
    with reserved() as port:
        yield port


def children_of(process: subprocess.Popen[bytes] | None) -> list[str]:
    assert process
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def start(program: tuple[str, ...], port: int, host: str = "127.0.0.1") -> tuple[int, str]:
    """What a server says that must not start."""
    command = [sys.executable, *program, "--host", host, "--port", str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    return done.returncode, done.stderr


def taking(port: int, host: str = "127.0.0.1") -> subprocess.Popen[str]:
    """A process that takes the port, listens nowhere, and ends with its input."""
    command = [sys.executable, "-c", TAKES, host, str(port)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe, stderr=pipe)


@pytest.mark.parametrize("program", [SITE, REDIRECT], ids=["site", "redirect"])
def test_a_server_ends_where_another_program_listens(program: tuple[str, ...], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        code, said = start(program, port)

    assert code == 2
    assert said.startswith(f"Port {port} of 127.0.0.1 is taken by process {os.getpid()} (")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("listens", "asks"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "0.0.0.0"),  # noqa: S104
     ("::", "127.0.0.1"), ("127.0.0.1", "::"), ("::1", "::1"), ("::1", "::")],
)  # fmt: skip
def test_a_port_is_taken_by_who_listens_on_a_part_or_all_of_it(
    listens: str, asks: str, port: int
) -> None:
    family = socket.AF_INET6 if ":" in listens else socket.AF_INET
    both = listens == "::"
    with (
        socket.create_server((listens, port), family=family, dualstack_ipv6=both),
        pytest.raises(PortTaken, match=f"is taken by process {os.getpid()} "),
    ):
        own_port.take(asks, port, patience=0)


@pytest.mark.parametrize("program", [SITE, REDIRECT], ids=["site", "redirect"])
def test_it_refuses_where_a_server_of_ours_listens(
    program: tuple[str, ...], cluster: Cluster
) -> None:
    site, links = cluster.up(*programs.in_front(cluster.ports))
    for running, port in ((site, cluster.ports.site), (links, cluster.ports.links)):
        code, said = start(program, port)

        assert code == 2
        assert f"process {running.process.pid if running.process else 0} (" in said


@pytest.mark.parametrize("host", ["192.0.2.1", "localhost"])
def test_an_address_that_is_not_ours_or_none_is_said(host: str, port: int) -> None:
    code, said = start(REDIRECT, port, host)

    assert (code, said.count("\n")) == (2, 1)
    assert "cannot be had" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::"])  # noqa: S104
def test_of_many_that_start_at_once_one_gets_the_port(host: str, port: int) -> None:
    for _ in range(3):
        starters = [taking(port, host) for _ in range(8)]
        wait_for(partial(at_most_one_of, starters), "the others to give up")
        lasting = [each.pid for each in starters if each.poll() is None]
        said = [each.communicate("")[0] for each in starters]

        assert len(lasting) == 1
        assert sorted(said) == [*[""] * 7, "taken\n"]


def at_most_one_of(starters: list[subprocess.Popen[str]]) -> bool:
    return sum(each.poll() is None for each in starters) <= 1


def test_who_takes_a_part_meets_who_has_all_of_it(port: int) -> None:
    everywhere = taking(port, "0.0.0.0")  # noqa: S104
    assert everywhere.stdout
    assert everywhere.stdout.readline() == "taken\n"

    with pytest.raises(PortTaken, match=f"process {everywhere.pid} "):
        own_port.take("127.0.0.1", port, patience=0)

    everywhere.communicate("")
    assert not own_port.is_taken("127.0.0.1", port)


def test_two_addresses_of_one_port_are_two(port: int) -> None:
    first = taking(port, "127.0.0.1")
    assert first.stdout
    assert first.stdout.readline() == "taken\n"

    assert own_port.is_taken("127.0.0.1", port)
    assert not own_port.is_taken("127.0.0.2", port)

    first.communicate("")


def test_nobody_gets_in_while_a_server_starts_its_child_again(
    start_alone: Callable[..., Alone],
) -> None:
    redirect = start_alone()
    (child,) = children_of(redirect.process)

    os.kill(int(child), signal.SIGKILL)
    while not serves(redirect.port):
        assert own_port.is_taken("127.0.0.1", redirect.port)
    assert own_port.is_taken("127.0.0.1", redirect.port)


@pytest.mark.parametrize("program", [SITE, REDIRECT], ids=["site", "redirect"])
def test_a_child_that_starts_while_its_server_is_killed_ends(
    program: tuple[str, ...], port: int, tmp_path: Path
) -> None:
    command = [sys.executable, *program, "--port", str(port)]
    for _ in range(3):
        server = die_with_parent.start(command, env={**os.environ, "FRANC_DATA": str(tmp_path)})
        wait_for(partial(children_of, server), "a child to start", every=0)
        (child,) = children_of(server)

        server.kill()
        server.wait()

        wait_for(partial(has_ended, child), "it to end")


def has_ended(pid: str) -> bool:
    """A zombie has, too: it waits for an init that may not care."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_site_follows_one_that_was_killed_and_leaves_a_child(cluster: Cluster) -> None:
    before = cluster.site()
    left = children_of(before.process)
    assert before.process
    before.process.kill()
    before.process.wait()

    after = cluster.site()

    wait_for(lambda: all(map(has_ended, left)), "its child to end")
    assert page_served(cluster.ports.site, "/healthz")
    assert after.ended() is None


def test_a_server_follows_one_that_was_killed_and_leaves_a_child(
    start_alone: Callable[..., Alone],
) -> None:
    before = start_alone()
    with closing(socket.create_connection(("127.0.0.1", before.port))):  # a visitor keeps it busy
        before.process.kill()
        before.process.wait()

        after = start_alone(port=before.port)

    assert after.visit().status == 302
