"""A migration that cannot have its table gives up, lets the others pass, and tries again."""

from __future__ import annotations

import subprocess
import sys

from marketplace.processes.programs import ROOT
from tests.harness.cluster import Cluster, wait_for

# These migrations were never applied, as far as Django knows; what they did is undone.
AGAIN = """
DELETE FROM django_migrations WHERE app = 'campaigns' AND name >= '0018';
ALTER TABLE campaigns_claimontrial DROP COLUMN tries
"""
APPLIED = """
SELECT count(*) FROM django_migrations
WHERE app = 'campaigns' AND name IN ('0018_vacuum_of_queues', '0019_tries_of_a_trial')
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def test_a_migration_waits_its_turn_outside_of_the_queue(cluster: Cluster) -> None:
    owner = cluster.owner().cursor()
    owner.execute(AGAIN)
    reader = cluster.connect(cluster.owner_url, autocommit=False)
    reader.cursor().execute("LOCK TABLE campaigns_tosettle IN ACCESS EXCLUSIVE MODE")

    with subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "migrate", "--verbosity", "0"],
        env={**cluster.environment, "DATABASE_TIME_LIMITS": '{"migrate": {"lock_timeout": "1s"}}'},
        stderr=subprocess.PIPE,
        text=True,
    ) as migrating:
        assert migrating.stderr is not None
        said = migrating.stderr.readline()
        owner.execute(WAITING)
        assert owner.fetchone() == (0,)
        reader.rollback()
        wait_for(lambda: migrating.poll() is not None, "the migration")

    assert "A table is in use; trying again" in said
    assert migrating.returncode == 0
    owner.execute(APPLIED)
    assert owner.fetchone() == (2,)
