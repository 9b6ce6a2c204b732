"""What the database itself refuses, tried as the application's role on a real cluster.

Each guard is tried twice: with the guard, and with the guard dropped, when the same attempt must
succeed. An attempt that fails for another reason would prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Self
from uuid import uuid4

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection  # noqa: N812  a class, lower case there
from pytest_django.plugin import DjangoDbBlocker

from marketplace.embedded.folder import Folder
from tests.harness.cluster import Cluster, made_cluster

Attempt = Callable[[Connection], None]


def transfer(cursor: psycopg2.extensions.cursor, key: str = "key") -> int:
    cursor.execute(
        "INSERT INTO payouts_transfer (kind, idempotency_key, payload_hash, memo)"
        " VALUES ('test', %s, 'x', '') RETURNING id",
        [key],
    )
    return int(cursor.fetchone()[0])  # type: ignore[index]


def entry(
    cursor: psycopg2.extensions.cursor, of: int, account: int, cents: int, currency: str = "EUR"
) -> None:
    cursor.execute(
        "INSERT INTO payouts_entry (transfer_id, account_id, currency, amount_cents)"
        " VALUES (%s, %s, %s, %s)",
        [of, account, currency, cents],
    )


def account(cursor: psycopg2.extensions.cursor, kind: str) -> int:
    cursor.execute(
        "INSERT INTO payouts_account (kind, currency) VALUES (%s, 'EUR')"
        " ON CONFLICT DO NOTHING RETURNING id",
        [kind],
    )
    row = cursor.fetchone()
    if row is None:
        cursor.execute("SELECT id FROM payouts_account WHERE kind = %s", [kind])
        row = cursor.fetchone()
    return int(row[0])  # type: ignore[index]


def booked(db: Connection, cents: int = 100) -> int:
    """A good transfer from the bank to vat, committed."""
    with db, db.cursor() as cursor:
        made = transfer(cursor, f"booked-{uuid4()}")
        for kind, amount in (("bank", -cents), ("vat", cents)):
            entry(cursor, made, account(cursor, kind), amount)
    return made


def one_sided(db: Connection) -> None:
    with db, db.cursor() as cursor:
        made = transfer(cursor)
        entry(cursor, made, account(cursor, "bank"), -100)
        entry(cursor, made, account(cursor, "vat"), 99)


def without_entries(db: Connection) -> None:
    with db, db.cursor() as cursor:
        transfer(cursor)


def unbalanced_after_an_early_check(db: Connection) -> None:
    """Have the deferred checks run early, then add to the transfer."""
    with db, db.cursor() as cursor:
        made = transfer(cursor)
        entry(cursor, made, account(cursor, "bank"), -100)
        entry(cursor, made, account(cursor, "vat"), 100)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        entry(cursor, made, account(cursor, "vat"), 1)


def zero_entry(db: Connection) -> None:
    with db, db.cursor() as cursor:
        made = transfer(cursor)
        entry(cursor, made, account(cursor, "bank"), -100)
        entry(cursor, made, account(cursor, "vat"), 100)
        entry(cursor, made, account(cursor, "payout_clearing"), 0)


def other_currency(db: Connection) -> None:
    with db, db.cursor() as cursor:
        made = transfer(cursor)
        entry(cursor, made, account(cursor, "bank"), -100)
        entry(cursor, made, account(cursor, "vat"), 100, "USD")


def late_entries(db: Connection) -> None:
    """Append two balanced entries to a transfer that is already committed."""
    made = booked(db)
    with db, db.cursor() as cursor:
        entry(cursor, made, account(cursor, "bank"), -1)
        entry(cursor, made, account(cursor, "vat"), 1)


def changed_entry(db: Connection) -> None:
    booked(db)
    with db, db.cursor() as cursor:
        cursor.execute("UPDATE payouts_entry SET amount_cents = amount_cents * 2")


def deleted_entry(db: Connection) -> None:
    booked(db)
    with db, db.cursor() as cursor:
        cursor.execute("DELETE FROM payouts_entry")


def truncated_entries(db: Connection) -> None:
    booked(db)
    with db, db.cursor() as cursor:
        cursor.execute("TRUNCATE payouts_entry")


def changed_transfer(db: Connection) -> None:
    booked(db)
    with db, db.cursor() as cursor:
        cursor.execute("UPDATE payouts_transfer SET memo = 'something else'")


def overdrawn(db: Connection) -> None:
    with db, db.cursor() as cursor:
        made = transfer(cursor)
        entry(cursor, made, account(cursor, "bank"), 10**9)
        entry(cursor, made, account(cursor, "vat"), -(10**9))


def same_key_twice(db: Connection) -> None:
    for _ in range(2):
        with db, db.cursor() as cursor:
            made = transfer(cursor, "the same")
            entry(cursor, made, account(cursor, "bank"), -100)
            entry(cursor, made, account(cursor, "vat"), 100)


def opening_balance(db: Connection) -> None:
    with db, db.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payouts_account (kind, currency, balance_cents) VALUES ('vat', 'EUR', 5)"
        )


def balance_by_hand(db: Connection) -> None:
    booked(db)
    with db, db.cursor() as cursor:
        cursor.execute("UPDATE payouts_account SET balance_cents = 0 WHERE kind = 'vat'")


def changed_earning(db: Connection) -> None:
    with db, db.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payouts_clickearning (click_id, click_at, claim_id, cents, reason)"
            " VALUES (gen_random_uuid(), now(), 1, 0, 'cap_reached')"
        )
        cursor.execute("UPDATE payouts_clickearning SET reason = 'budget_spent'")


def earned(
    cursor: psycopg2.extensions.cursor, click: str, seq: int, cents: int, reason: str
) -> None:
    cursor.execute(
        "INSERT INTO payouts_clickearning"
        " (click_id, click_at, claim_id, seq, cents, reason, transfer_id)"
        " VALUES (%s, now(), 1, %s, %s, %s, 1)",
        [click, seq, cents, reason],
    )


CLICK = "0190163d-8694-739b-aea5-966c26f8ad91"


def reversal_of_another_amount(db: Connection) -> None:
    with db, db.cursor() as cursor:
        earned(cursor, CLICK, 1, 35, "")
        earned(cursor, CLICK, 2, -34, "reversed")


def reversal_of_nothing(db: Connection) -> None:
    with db, db.cursor() as cursor:
        earned(cursor, CLICK, 2, -35, "reversed")


def earned_twice(db: Connection) -> None:
    with db, db.cursor() as cursor:
        earned(cursor, CLICK, 1, 35, "")
        earned(cursor, CLICK, 2, 35, "")


def changed_set_aside(db: Connection) -> None:
    with db, db.cursor() as cursor:
        cursor.execute("UPDATE payouts_setaside SET cents = 0")


APP = "franc_app"


@dataclass(frozen=True)
class Guard:
    """An attempt, the error that refuses it, and the SQL that takes the guard away."""

    attempt: Attempt
    error: type[psycopg2.Error]
    drop: str


GUARDS = [
    Guard(
        one_sided,
        psycopg2.errors.CheckViolation,
        "DROP TRIGGER transfer_sums_to_zero ON payouts_transfer;"
        "DROP TRIGGER entries_sum_to_zero ON payouts_entry",
    ),
    Guard(
        without_entries,
        psycopg2.errors.CheckViolation,
        "DROP TRIGGER transfer_sums_to_zero ON payouts_transfer",
    ),
    Guard(
        unbalanced_after_an_early_check,
        psycopg2.errors.CheckViolation,
        "DROP TRIGGER entries_sum_to_zero ON payouts_entry",
    ),
    Guard(
        zero_entry,
        psycopg2.errors.CheckViolation,
        "ALTER TABLE payouts_entry DROP CONSTRAINT entry_moves_something",
    ),
    Guard(
        other_currency,
        psycopg2.errors.ForeignKeyViolation,
        "ALTER TABLE payouts_entry DROP CONSTRAINT entry_in_currency_of_account",
    ),
    Guard(
        late_entries,
        psycopg2.errors.RestrictViolation,
        "DROP TRIGGER entry_joins_its_own_transaction ON payouts_entry",
    ),
    Guard(
        changed_entry,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT UPDATE ON payouts_entry TO {APP};DROP TRIGGER entry_append_only ON payouts_entry",
    ),
    Guard(
        deleted_entry,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT DELETE ON payouts_entry TO {APP};DROP TRIGGER entry_append_only ON payouts_entry",
    ),
    Guard(
        truncated_entries,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT TRUNCATE ON payouts_entry TO {APP};"
        "DROP TRIGGER entry_not_truncated ON payouts_entry",
    ),
    Guard(
        changed_transfer,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT UPDATE ON payouts_transfer TO {APP};"
        "DROP TRIGGER transfer_append_only ON payouts_transfer",
    ),
    Guard(
        overdrawn,
        psycopg2.errors.CheckViolation,
        "ALTER TABLE payouts_account DROP CONSTRAINT account_not_negative",
    ),
    Guard(
        same_key_twice,
        psycopg2.errors.UniqueViolation,
        "ALTER TABLE payouts_transfer DROP CONSTRAINT payouts_transfer_idempotency_key_key",
    ),
    Guard(
        opening_balance,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT INSERT ON payouts_account TO {APP}",
    ),
    Guard(
        balance_by_hand,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT UPDATE ON payouts_account TO {APP}",
    ),
    Guard(
        reversal_of_another_amount,
        psycopg2.errors.RestrictViolation,
        "DROP TRIGGER reversal_undoes_its_earning ON payouts_clickearning",
    ),
    Guard(
        reversal_of_nothing,
        psycopg2.errors.RestrictViolation,
        "DROP TRIGGER reversal_undoes_its_earning ON payouts_clickearning",
    ),
    Guard(
        earned_twice,
        psycopg2.errors.CheckViolation,
        "ALTER TABLE payouts_clickearning DROP CONSTRAINT earning_and_reversal_alternate",
    ),
    Guard(
        changed_set_aside,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT UPDATE ON payouts_setaside TO {APP}",
    ),
    Guard(
        changed_earning,
        psycopg2.errors.InsufficientPrivilege,
        f"GRANT UPDATE ON payouts_clickearning TO {APP};"
        "DROP TRIGGER earning_append_only ON payouts_clickearning",
    ),
]
APPEND_ONLY = [changed_entry, deleted_entry, truncated_entries, changed_transfer, changed_earning]


def names(guard: Guard) -> str:
    return guard.attempt.__name__


def test_the_database_refuses(cluster: Cluster) -> None:
    """One after the other on one database: what is refused leaves nothing behind."""
    for guard in GUARDS:
        db = cluster.connect(cluster.app_url, autocommit=False)

        with pytest.raises(guard.error):
            guard.attempt(db)


class Undone(Connection):
    """A connection whose transactions are only checked as a commit would, and all rolled back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            with self.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture(scope="module")
def database(
    worker_number: int, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Cluster]:
    """One for all guards: whatever is tried on it is rolled back."""
    folder = Folder(tmp_path_factory.mktemp("guards") / "data").make()
    name = f"franc_test_{worker_number}_guards"
    with django_db_blocker.unblock(), made_cluster(name, worker_number, folder) as made:
        yield made


def without(guard: Guard, database: Cluster) -> Connection:
    """The application's rights in a transaction that has taken the guard away."""
    db = psycopg2.connect(database.superuser_url, connection_factory=Undone)
    with db.cursor() as cursor:
        cursor.execute(guard.drop)
        cursor.execute(f"SET LOCAL ROLE {APP}")
    return db


# What a guard says of an earlier transaction needs one that was committed.
ACROSS_TRANSACTIONS = {late_entries}


@pytest.mark.parametrize(
    "guard", [g for g in GUARDS if g.attempt not in ACROSS_TRANSACTIONS], ids=names
)
def test_the_guard_is_what_refuses(database: Cluster, guard: Guard) -> None:
    with closing(without(guard, database)) as db:
        guard.attempt(db)


@pytest.mark.parametrize(
    "guard", [g for g in GUARDS if g.attempt in ACROSS_TRANSACTIONS], ids=names
)
def test_the_guard_is_what_refuses_later_on(cluster: Cluster, guard: Guard) -> None:
    with cluster.owner().cursor() as cursor:
        cursor.execute(guard.drop)

    guard.attempt(cluster.connect(cluster.app_url, autocommit=False))


def test_a_transaction_that_is_undone_is_checked_as_one_that_commits(database: Cluster) -> None:
    """Otherwise the attempts above would prove nothing."""
    nothing_dropped = Guard(one_sided, psycopg2.errors.CheckViolation, "SELECT 1")
    with (
        closing(without(nothing_dropped, database)) as db,
        pytest.raises(psycopg2.errors.CheckViolation),
    ):
        one_sided(db)


def test_even_the_owner_of_the_tables_may_not_edit(cluster: Cluster) -> None:
    """Rights do not bind the owner; the triggers do."""
    for attempt in APPEND_ONLY:
        db = cluster.connect(cluster.owner_url, autocommit=False)

        with pytest.raises(psycopg2.errors.RestrictViolation):
            attempt(db)
