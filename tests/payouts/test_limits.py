"""The limits of settlement and the reasons that an earning may have are the same list."""

from __future__ import annotations

import pytest

from campaigns.models import Claim
from payouts.limits import limits_of
from payouts.models import ClickEarning
from tests import factories

pytestmark = pytest.mark.django_db

NOT_OF_A_LIMIT = {ClickEarning.Reason.PAID, ClickEarning.Reason.REVERSED}


def test_every_limit_has_its_reason_and_every_reason_its_limit() -> None:
    campaign = factories.live(daily_budget_cents=500)

    limits = limits_of(campaign, list(Claim.objects.filter(campaign=campaign)), [])

    assert {limit.reason for limit in limits} == set(ClickEarning.Reason) - NOT_OF_A_LIMIT
