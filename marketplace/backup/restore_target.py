"""The database a backup is restored into: made if need be, and refused unless it is empty."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg2
from django.conf import settings
from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import connection as Connection  # noqa: N812  its name there is lower case
from psycopg2.sql import SQL, Identifier

from marketplace.backup.database_address import Address
from marketplace.backup.manifest import Manifest
from marketplace.processes.binaries import SUPERUSER
from marketplace.processes.refused import Refused

MAINTENANCE = "postgres"  # the database that every server has


def prepare(target: Address, manifest: Manifest) -> None:
    """Make the database if it is missing, and let in the two roles alone.

    Raises Refused when its server is too old or lacks a role, when it cannot be made, when it
    holds something, or when the address is not of the role that owned the tables.
    """
    if target.user != manifest.owner:
        raise Refused(
            f"The tables belonged to {manifest.owner}; restore as that role, not as {target.user}."
        )
    _make(target, manifest)
    with closing(_connect(target)) as db:
        _refuse_older_server(db, manifest)
        _refuse_missing_role(db, manifest)
        _refuse_what_holds_something(db, target)
        _admit(db, target, manifest)


def _make(target: Address, manifest: Manifest) -> None:
    """As the embedded default's superuser, else as the owner, who may not be allowed to."""
    maker = target.at(MAINTENANCE, SUPERUSER if settings.EMBEDDED else None)
    name, owner = Identifier(target.dbname), Identifier(manifest.owner)
    with closing(_connect(maker)) as db, db.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [target.dbname])
        if cursor.fetchone() is not None:
            return
        try:
            cursor.execute(SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
        except InsufficientPrivilege as error:
            raise Refused(
                f"There is no database {target.dbname}, and {target.user} may not make one. Ask "
                f"for: CREATE DATABASE {target.dbname} OWNER {manifest.owner}"
            ) from error


def _connect(address: Address) -> Connection:
    try:
        return address.connect()
    except psycopg2.OperationalError as error:
        raise Refused(f"{address.dbname} cannot be reached: {str(error).strip()}") from error


def _refuse_older_server(db: Connection, manifest: Manifest) -> None:
    major = db.server_version // 10_000
    if major < manifest.server:
        raise Refused(
            f"The backup is of PostgreSQL {manifest.server}, and this server is {major}: an older "
            "one may not understand it. Restore into the same version or a newer one."
        )


def _refuse_missing_role(db: Connection, manifest: Manifest) -> None:
    if not _ask(db, "SELECT FROM pg_roles WHERE rolname = %s", manifest.application):
        raise Refused(
            f"This server has no role {manifest.application}, whose rights the backup holds. Make "
            f"it first: CREATE ROLE {manifest.application} LOGIN"
        )


def _refuse_what_holds_something(db: Connection, target: Address) -> None:
    found = _ask(
        db,
        "SELECT relname FROM pg_class WHERE relnamespace NOT IN ("
        " SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema')"
        " LIMIT 1",
    )
    if found:
        raise Refused(
            f"{target.dbname} is not empty ({found[0][0]}); a backup is never restored over data."
        )


def _admit(db: Connection, target: Address, manifest: Manifest) -> None:
    """A dump says who may do what inside a database, not who may enter it."""
    names = {"at": Identifier(target.dbname), "role": Identifier(manifest.application)}
    with db.cursor() as cursor:
        for statement in (
            "REVOKE ALL ON DATABASE {at} FROM PUBLIC",
            "GRANT CONNECT, TEMPORARY ON DATABASE {at} TO {role}",
        ):
            cursor.execute(SQL(statement).format(**names))


def _ask(db: Connection, sql: str, *values: str) -> list[tuple[Any, ...]]:
    with db.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()
