"""The embedded PostgreSQL: who may do what, what it refuses, and that it never stays behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.postmaster import postmaster_of
from marketplace.processes.programs import ROOT
from marketplace.processes.refused import Refused
from tests.harness.cluster import wait_for
from tests.marketplace.embedded.running_processes import commands_naming

KILLED_PARENT = """
import os, signal, sys
from pathlib import Path
from marketplace.embedded.folder import Folder
from marketplace.embedded.servers import Servers
Servers.of(Folder(Path(sys.argv[1]))).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    server = Postgres(Folder(tmp_path_factory.mktemp("pg")).make(), fast=True)
    server.start()
    roles.make_roles(server.url())
    roles.make_database(server.url())
    yield server
    server.stop()


def ask(url: str, statement: str) -> object:
    """The first value of the answer."""
    with closing(psycopg2.connect(url)) as db, db.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None


def test_it_listens_on_a_private_unix_socket_only(postgres: Postgres) -> None:
    assert ask(postgres.url(), "SHOW listen_addresses") == ""
    assert postgres.home.sockets.stat().st_mode & 0o777 == 0o700


def test_it_sorts_by_code_point(postgres: Postgres) -> None:
    assert ask(postgres.url(), "SELECT datlocprovider::text FROM pg_database LIMIT 1") == "b"


def test_it_is_durable_unless_told_otherwise(tmp_path: Path) -> None:
    server = Postgres(Folder(tmp_path).make())

    assert "fsync=off" not in server.command()


def test_the_owner_may_make_tables(postgres: Postgres) -> None:
    url = postgres.url(roles.OWNER, roles.DATABASE)

    assert ask(url, "CREATE TEMP TABLE t (); SELECT has_schema_privilege('public', 'CREATE')")


@pytest.mark.parametrize("statement", ["CREATE TABLE t ()", "CREATE SCHEMA s", "CREATE ROLE r"])
def test_the_application_may_make_nothing(postgres: Postgres, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(postgres.url(roles.APPLICATION, roles.DATABASE), statement)


def test_making_roles_and_database_again_changes_nothing(postgres: Postgres) -> None:
    roles.make_roles(postgres.url())

    assert roles.make_database(postgres.url()) is False


def test_a_folder_of_another_version_is_refused(tmp_path: Path) -> None:
    server = Postgres(Folder(tmp_path).make())
    server.home.data.mkdir()
    (server.home.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(Refused, match="made by PostgreSQL 9"):
        server.start()


def test_a_stale_note_of_a_killed_server_is_removed(tmp_path: Path) -> None:
    server = Postgres(Folder(tmp_path).make(), fast=True)
    server.start()
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    # Its number now belongs to an unrelated process: us.
    note = server.home.data / "postmaster.pid"
    note.write_text(note.read_text().replace(str(server.process.pid), str(os.getpid()), 1))

    server.start()

    assert server.answers()
    server.stop()


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    server = Postgres(Folder(deep).make(), fast=True)

    server.start()

    assert not server.home.sockets.is_relative_to(deep)
    assert server.answers()
    server.stop()


def test_a_killed_parent_leaves_no_server_behind(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": "", "CELERY_BROKER_URL": ""}
    command = [sys.executable, "-c", KILLED_PARENT, str(Folder(tmp_path).make().root)]
    parent = subprocess.run(command, cwd=ROOT, env=environment, check=False)

    assert parent.returncode == -signal.SIGKILL
    wait_for(lambda: commands_naming(tmp_path) == [], "the servers to end")
    assert postmaster_of(tmp_path / "postgres") is None
