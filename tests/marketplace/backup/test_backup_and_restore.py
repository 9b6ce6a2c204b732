"""A backup is restored whole into an empty database, and nowhere else; whatever lacks is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
import pytest
from cryptography.fernet import Fernet
from psycopg2.errors import InsufficientPrivilege

from campaigns.clicks import partitions
from marketplace.embedded import roles
from marketplace.embedded.folder import ROOT
from tests import factories
from tests.harness.cluster import Cluster, in_database
from tests.payouts.verdicts import settle

OLD = datetime.now(UTC) - timedelta(days=40)


def manage(cluster: Cluster, *arguments: str, **names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={**cluster.environment, **names},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def books(cluster: Cluster) -> Cluster:
    """A campaign with paid clicks, some of them of 40 days ago, with their prefixes."""
    factories.prepare_days()
    partitions.ensure(OLD.date(), OLD.date())
    campaign = factories.live(since=OLD - timedelta(days=3), starts_on=OLD.date())
    link = factories.approved_link(campaign)
    factories.clicks(link, 3, OLD)
    factories.clicks(link, 6)
    settle(campaign.pk)
    return cluster


@pytest.fixture
def backup(books: Cluster, tmp_path: Path) -> Path:
    folder = tmp_path / "monday"
    done = manage(books, "backup", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(cluster: Cluster) -> Iterator[str]:
    """The name of a database that is dropped afterwards, should somebody make it."""
    name = f"{cluster.name}_copy"
    yield name
    roles.drop_database(in_database(cluster.superuser_url, "postgres"), name)


def asked(url: str, sql: str) -> object:
    with closing(psycopg2.connect(url)) as db, db.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return row and row[0]


def test_a_restored_copy_is_whole_purged_and_guarded(
    books: Cluster, backup: Path, copy: str
) -> None:
    done = manage(books, "restore", str(backup), "--into", copy)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "unexplained cents: 0" in done.stdout
    app, owner = in_database(books.app_url, copy), in_database(books.owner_url, copy)
    assert asked(app, "SELECT count(*) FROM campaigns_click") == 9
    old = "SELECT count(*) FROM campaigns_click WHERE prefix IS NOT NULL AND at < now() - '30d'::interval"
    assert asked(books.app_url, old) == 3
    assert asked(app, old) == 0
    assert asked(owner, "SELECT count(*) FROM pg_tables WHERE tableowner = 'franc_app'") == 0
    with pytest.raises(InsufficientPrivilege):
        asked(app, "UPDATE payouts_entry SET amount_cents = 1 RETURNING 1")
    acl = f"SELECT has_database_privilege('public', '{copy}', 'CONNECT')"
    assert asked(owner, acl) is False


def test_nobody_else_can_read_a_backup_and_the_key_is_not_in_it(
    books: Cluster, backup: Path
) -> None:
    files = [path for path in backup.rglob("*") if path.is_file()]

    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
    assert {oct(p.stat().st_mode & 0o777) for p in [backup, backup / "dump"]} == {"0o700"}
    key = books.environment["KEY_ENCRYPTION_KEY"].encode()
    assert not [path for path in files if key in path.read_bytes()]


def test_a_database_that_holds_something_is_left_alone(books: Cluster, backup: Path) -> None:
    done = manage(books, "restore", str(backup), "--into", books.name)

    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert asked(books.app_url, "SELECT count(*) FROM campaigns_click") == 9


def test_what_lacks_in_the_copy_and_another_key_are_breaches(
    books: Cluster, backup: Path, copy: str
) -> None:
    manifest = backup / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"payouts_entry": ', '"payouts_entry": 1'))

    done = manage(
        books, "restore", str(backup), "--into", copy,
        KEY_ENCRYPTION_KEY=Fernet.generate_key().decode(),
    )  # fmt: skip

    assert done.returncode == 1
    assert "payouts_entry had 1" in done.stdout
    assert "KEY_ENCRYPTION_KEY is not the one of the backup" in done.stdout


def test_an_older_pg_dump_is_named_and_nothing_is_left(books: Cluster, tmp_path: Path) -> None:
    older = tmp_path / "bin"
    older.mkdir()
    for name in ("postgres", "initdb", "pg_dump"):
        (older / name).write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
        (older / name).chmod(0o755)

    done = manage(books, "backup", str(tmp_path / "monday"), PG_BINDIR=str(older))

    assert done.returncode == 1
    assert f"{older}/pg_dump is 9" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if "monday" in path.name] == []


def test_an_unfinished_folder_is_no_backup(books: Cluster, tmp_path: Path, copy: str) -> None:
    done = manage(books, "restore", str(tmp_path), "--into", copy)

    assert done.returncode == 1
    assert "is no finished backup" in done.stderr
