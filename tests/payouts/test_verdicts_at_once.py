"""Verdicts that change while money is settled and released: the books are exact all the same."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Campaign, Link, ToSettle
from payouts import audit, earnings, holds
from payouts.models import SetAside
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.verdicts import breaches, change_to, paid_link, settle

EXAMPLES = int(os.environ.get("FRANC_EXAMPLES", "12"))
OUTCOMES = ("valid", "held", "rejected")
Act = Callable[[], object]
Step = tuple[int, str, bool]  # which click, its verdict, whether settlement runs after it


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(OUTCOMES), st.booleans()), max_size=12
    ),
    cap_cents=st.sampled_from([35, 100, 5_000]),
    budget_cents=st.sampled_from([120, 100_000]),
)
def test_any_sequence_of_verdicts_ends_with_exact_books(
    steps: list[Step], cap_cents: int, budget_cents: int
) -> None:
    """1,000 examples by night: FRANC_EXAMPLES=1000."""
    link, clicks = paid_link(6, cap_cents=cap_cents, budget_cents=budget_cents)
    verdicts = dict.fromkeys(clicks, "valid")
    for which, outcome, is_settled in steps:
        change_to(link, [clicks[which]], outcome)
        verdicts[clicks[which]] = outcome
        if is_settled:
            settle(link.claim.campaign_id)
    settle(link.claim.campaign_id)

    assert breaches() == []
    held = sum(outcome == "held" for outcome in verdicts.values())
    assert SetAside.objects.filter(claim=link.claim).count() <= held


def test_eight_hold_decide_settle_and_release_at_once(cluster: Cluster) -> None:
    factories.prepare_days()
    campaign = factories.live(rate_cents=35, cap_cents=2_000, fee_bps=1_000)
    links = [factories.approved_link(campaign) for _ in range(4)]
    clicks = {link.pk: factories.clicks(link, 60) for link in links}
    settle(campaign.pk)
    with cluster.owner().cursor() as cursor:
        cursor.execute("UPDATE payouts_hold SET due_at = now() - interval '1 second'")
    judges = [judging(link, clicks[link.pk], seed) for seed, link in enumerate(links)]
    settlers = [repeated(30, lambda: earnings.settle_batch(campaign.pk, 7)) for _ in range(3)]

    together([*judges, *settlers, repeated(10, holds.release_due)])
    settle(campaign.pk)

    assert not ToSettle.objects.exists()
    assert [check for check in audit.run_audit() if not check.holds] == []
    assert Campaign.objects.get(pk=campaign.pk).earned_cents > 0


def judging(link: Link, clicks: list[UUID], seed: int) -> Act:
    """Judge some clicks of a link otherwise, again and again."""
    chance = random.Random(seed)
    return repeated(8, lambda: change_to(link, chance.sample(clicks, 9), chance.choice(OUTCOMES)))


def repeated(times: int, act: Act) -> Act:
    def acts() -> None:
        for _ in range(times):
            act()

    return acts


def together(acts: list[Act]) -> None:
    errors: list[BaseException] = []

    def work(act: Act) -> None:
        try:
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
