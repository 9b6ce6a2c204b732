"""The roles and databases of a cluster: one role owns and migrates, the other only uses."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from psycopg2.extensions import cursor as Cursor  # noqa: N812  its name there is lower case
from psycopg2.sql import SQL, Identifier

OWNER = "franc_owner"
APPLICATION = "franc_app"
DATABASE = "franc"


def make_roles(superuser_url: str) -> None:
    """Make both roles when they are missing; neither may make roles or databases."""
    with as_superuser(superuser_url) as cursor:
        for role in (OWNER, APPLICATION):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                cursor.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(role)))


def make_database(superuser_url: str, name: str = DATABASE, template: str | None = None) -> bool:
    """Make a database of the owner, which only the two roles may enter.

    Returns:
        Whether it was made; False when it was there.
    """
    with as_superuser(superuser_url) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is not None:
            return False
        create = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        cursor.execute(
            create.format(Identifier(name), Identifier(OWNER), Identifier(template or "template1"))
        )
        for statement in (
            "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
            "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {application}",
        ):
            cursor.execute(
                SQL(statement).format(
                    database=Identifier(name), application=Identifier(APPLICATION)
                )
            )
    return True


def drop_database(superuser_url: str, name: str) -> None:
    """Drop a database, cutting whoever is still connected."""
    with as_superuser(superuser_url) as cursor:
        cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def as_superuser(url: str) -> Iterator[Cursor]:
    """A cursor outside of any transaction: databases cannot be made inside one."""
    with closing(psycopg2.connect(url)) as db:
        db.autocommit = True
        with db.cursor() as cursor:
            yield cursor
