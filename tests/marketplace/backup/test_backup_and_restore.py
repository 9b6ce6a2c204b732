"""A backup is restored whole into an empty database, and nowhere else; whatever lacks is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.core.management.base import CommandError
from psycopg2.errors import InsufficientPrivilege
from pytest_django import Settings

from campaigns.clicks.forgetting import partitions
from marketplace.backup import restore_backup
from marketplace.backup.database_address import Address
from marketplace.backup.manifest import Manifest, key_check
from marketplace.embedded import roles
from tests import factories
from tests.harness.cluster import Cluster, in_database
from tests.payouts.verdicts import settle

OLD = datetime.now(UTC) - timedelta(days=40)
WITH_OLD_PREFIX = """
SELECT count(*) FROM campaigns_click WHERE prefix IS NOT NULL AND at < now() - interval '31 days'
"""


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
    with cluster.superuser().cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE campaigns_click SET prefix = '2001:db8::/48'")
    return cluster


@pytest.fixture
def backup(books: Cluster, tmp_path: Path) -> Path:
    folder = tmp_path / "monday"
    call_command("backup", str(folder))
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


def test_a_restored_copy_is_whole_purged_audited_and_guarded(
    books: Cluster, backup: Path, copy: str, capfd: pytest.CaptureFixture[str]
) -> None:
    call_command("restore", str(backup), "--into", copy)

    assert "unexplained cents: 0" in capfd.readouterr().out
    app, owner = in_database(books.app_url, copy), in_database(books.owner_url, copy)
    assert asked(app, "SELECT count(*) FROM campaigns_click") == 9
    assert asked(books.app_url, WITH_OLD_PREFIX) == 3
    assert asked(app, WITH_OLD_PREFIX) == 0
    assert asked(owner, "SELECT count(*) FROM pg_tables WHERE tableowner = 'franc_app'") == 0
    with pytest.raises(InsufficientPrivilege):
        asked(app, "UPDATE payouts_entry SET amount_cents = 1 RETURNING 1")
    anybody = f"SELECT has_database_privilege('public', '{copy}', 'CONNECT')"
    assert asked(owner, anybody) is False


def test_a_backup_is_for_our_eyes_holds_no_key_and_goes_into_no_full_database(
    books: Cluster, backup: Path
) -> None:
    files = [path for path in backup.rglob("*") if path.is_file()]

    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
    assert {oct(p.stat().st_mode & 0o777) for p in [backup, backup / "dump"]} == {"0o700"}
    key = books.environment["KEY_ENCRYPTION_KEY"].encode()
    assert not [path for path in files if key in path.read_bytes()]
    with pytest.raises(CommandError, match="is not empty"):
        call_command("restore", str(backup), "--into", books.name)
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(backup))


def test_a_damaged_backup_is_told_by_its_error_and_what_to_do(
    books: Cluster, backup: Path, copy: str
) -> None:
    biggest = max((backup / "dump").glob("*.dat.gz"), key=lambda path: path.stat().st_size)
    packed = biggest.read_bytes()
    biggest.write_bytes(packed[:10] + b"\xff" * 30 + packed[40:])

    with pytest.raises(CommandError) as refused:
        call_command("restore", str(backup), "--into", copy)

    said = str(refused.value).splitlines()
    assert said[-1] == f"{copy} holds a part of the backup: drop it."
    assert any(biggest.name in line for line in said)
    assert not [line for line in said if "processing" in line]


def test_a_table_that_lacks_rows_is_named(cluster: Cluster) -> None:
    manifest = Manifest("", 18, "", "", "", {"payouts_entry": 2})

    differing = restore_backup.differing(manifest, Address.of("owner"))

    assert differing["payouts_entry"] == (2, 0)


def test_another_key_is_known_from_the_one_of_the_backup(settings: Settings) -> None:
    manifest = Manifest("", 18, "", "", key_check(), {})
    assert manifest.key_fits()

    settings.KEY_ENCRYPTION_KEY = Fernet.generate_key().decode()

    assert not manifest.key_fits()


def test_an_address_survives_its_way_to_another_process() -> None:
    address = Address("a b", "u@x", "p:/?", "", "5433", (("sslmode", "require"),))
    by_socket = replace(address, host="/run/a b", port="", options=())

    assert Address.parse(replace(address, host="db.example").url()).password == "p:/?"
    assert Address.parse(replace(address, host="db.example").url()) == replace(
        address, host="db.example"
    )
    assert Address.parse(by_socket.url()) == by_socket


def test_an_older_pg_dump_is_named_and_nothing_is_left(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "bin"
    older.mkdir()
    for name in ("postgres", "initdb", "pg_dump"):
        (older / name).write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
        (older / name).chmod(0o755)
    monkeypatch.setenv("PG_BINDIR", str(older))

    with pytest.raises(CommandError, match=f"{older}/pg_dump is 9"):
        call_command("backup", str(tmp_path / "monday"))

    assert [path.name for path in tmp_path.iterdir() if "monday" in path.name] == []


def test_an_unfinished_folder_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no finished backup"):
        call_command("restore", str(tmp_path), "--into", "copy")
