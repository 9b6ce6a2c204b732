"""A database from before the migrations were squashed counts as migrated, and stays as it is."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

import pytest
from django.db.migrations.loader import MigrationLoader

from marketplace.management.commands.migrate import replaced_in_part
from marketplace.processes.programs import ROOT
from tests.harness.catalogue_of import catalogue_of
from tests.harness.cluster import Cluster

# What commit 65d57ec wrote into django_migrations, in this order, for the apps whose migrations
# have been squashed (docs/decisions/0021).
OF_65D57EC = {
    "marketplace": ["0001_initial", "0002_vacuum_of_outbox"],
    "accounts": [
        "0001_initial",
        "0002_teams",
        "0003_social_accounts",
        "0004_statements_suspensions_acting",
        "0005_history",
        "0006_proof_removed",
        "0007_cases",
    ],
    "notifications": ["0001_initial", "0002_notices"],
    "campaigns": [
        "0001_initial",
        "0002_click_tables",
        "0003_campaign_that_ran_was_approved",
        "0004_whole_life",
        "0005_absences_and_link_totals",
        "0006_low_told",
        "0007_kept_for_good",
        "0008_facts_of_clicks",
        "0009_cases",
        "0010_origin_lists",
        "0011_patterns",
        "0012_post_words",
        "0013_beacon",
        "0014_retention",
        "0015_lighter_queues",
        "0016_poison_clicks",
        "0017_hourly_verdict_by_hour",
        "0018_vacuum_of_queues",
        "0019_tries_of_a_trial",
    ],
    "payouts": [
        "0001_initial",
        "0002_ledger_guards",
        "0003_days_from_before",
        "0004_top_ups",
        "0005_history",
        "0006_reversals",
        "0007_entries_by_statement",
    ],
}
OLD = [(app, name) for app, names in OF_65D57EC.items() for name in names]


def migrate(cluster: Cluster, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", "migrate", *arguments],
        env=cluster.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def as_65d57ec_left_it(cluster: Cluster) -> None:
    """The squashed ones are taken back to what they replace; those that came after stay."""
    owner = cluster.owner().cursor()
    squashed = {key for key, one in MigrationLoader(None).disk_migrations.items() if one.replaces}
    for one in squashed:
        owner.execute("DELETE FROM django_migrations WHERE app = %s AND name = %s", one)
    for one in OLD:
        owner.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", one
        )


def test_a_database_of_65d57ec_is_migrated_and_unchanged(cluster: Cluster) -> None:
    as_65d57ec_left_it(cluster)
    before = catalogue_of(cluster.superuser())

    migrated = migrate(cluster)

    assert migrated.returncode == 0, migrated.stderr
    assert "No migrations to apply." in migrated.stdout
    assert catalogue_of(cluster.superuser()) == before
    owner = cluster.owner().cursor()
    owner.execute("SELECT app, name FROM django_migrations")
    assert MigrationLoader(None).disk_migrations.keys() <= set(owner.fetchall())


def test_a_database_from_before_65d57ec_is_refused_and_told_the_way(cluster: Cluster) -> None:
    as_65d57ec_left_it(cluster)
    owner = cluster.owner().cursor()
    owner.execute(
        "DELETE FROM django_migrations WHERE app = 'campaigns' AND name = %s",
        [OF_65D57EC["campaigns"][-1]],
    )

    migrated = migrate(cluster)

    assert migrated.returncode == 1
    assert "Migrate it with the code of commit 65d57ec first" in migrated.stderr


def test_each_old_migration_has_one_new_one() -> None:
    """A new one that shares its old names counts as applied when only the other has been."""
    migrations = MigrationLoader(None).disk_migrations.values()
    ours = [one for one in migrations if one.app_label in OF_65D57EC]

    assert sorted(chain.from_iterable(one.replaces for one in ours)) == sorted(OLD)


@pytest.mark.parametrize("app", OF_65D57EC)
def test_whatever_was_missing_is_noticed(app: str) -> None:
    names = [(app, name) for name in OF_65D57EC[app]]

    for applied in range(1, len(names)):
        assert replaced_in_part(names[:applied])
    assert not replaced_in_part([])
    assert not replaced_in_part(names)
