"""A migration that cannot have its table gives up, lets the others pass, and tries again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from marketplace.processes.programs import ROOT
from tests.harness.cluster import Cluster, wait_for
from tests.harness.planted_migration import APPLIED, plant

CHANGE = "ALTER TABLE campaigns_tosettle ADD COLUMN planted boolean"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def test_a_migration_waits_its_turn_outside_of_the_queue(cluster: Cluster, tmp_path: Path) -> None:
    environment = plant(tmp_path / "code", CHANGE, cluster.environment)
    owner = cluster.owner().cursor()
    reader = cluster.connect(cluster.owner_url, autocommit=False)
    reader.cursor().execute("LOCK TABLE campaigns_tosettle IN ACCESS EXCLUSIVE MODE")

    with subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "migrate", "--verbosity", "0"],
        env={**environment, "DATABASE_TIME_LIMITS": '{"migrate": {"lock_timeout": "1s"}}'},
        stderr=subprocess.PIPE,
        text=True,
    ) as migrating:
        assert migrating.stderr is not None
        said = migrating.stderr.readline()
        owner.execute(WAITING)
        assert owner.fetchone() == (0,)
        owner.execute(APPLIED)
        assert owner.fetchone() == (0,)
        reader.rollback()
        wait_for(lambda: migrating.poll() is not None, "the migration")

    assert "A table is in use; trying again" in said
    assert migrating.returncode == 0
    owner.execute(APPLIED)
    assert owner.fetchone() == (1,)
