"""kill -9 of settlement in the middle of setting aside and of taking back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from campaigns.models import ToSettle
from payouts import audit
from payouts.models import ClickEarning, SetAside
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.verdicts import change_to, paid_link, settle

# Dies by -9 when the named step is reached, its transaction still open.
DIES = """
import os, signal, django
django.setup()
from payouts import earnings, {module}
def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
{module}.{step} = die
earnings.settle_batch({campaign})
"""
STEPS = {
    "held": ("settled_totals", "take"),
    "rejected": ("counters", "down"),
}


@pytest.mark.parametrize("outcome", STEPS)
def test_a_settler_is_killed_and_the_next_one_finishes(cluster: Cluster, outcome: str) -> None:
    factories.prepare_days()
    link, clicks = paid_link(6)
    change_to(link, clicks[:4], outcome)
    module, step = STEPS[outcome]

    killed = run(DIES.format(module=module, step=step, campaign=link.claim.campaign_id), cluster)

    assert killed == -signal.SIGKILL
    assert (ToSettle.objects.count(), SetAside.objects.count()) == (4, 0)
    settle(link.claim.campaign_id)
    assert [check for check in audit.run_audit() if not check.holds] == []
    undone = ClickEarning.objects.filter(reason="reversed").count()
    assert (SetAside.objects.count(), undone) == ((4, 0) if outcome == "held" else (0, 4))


def run(code: str, cluster: Cluster) -> int:
    environment = {**os.environ, "DATABASE_URL": cluster.app_url}
    return subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode
