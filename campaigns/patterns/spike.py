"""Spikes: hours far above a claim's others (bursts.py), of which the surplus is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection

from campaigns.cases.suspicion import Suspicion
from campaigns.patterns import bursts, load_suspects

SHOWN = timedelta(hours=bursts.TRAILING)


def find_spiking_claims(since: datetime, until: datetime) -> Iterator[Suspicion]:
    """Yield the spikes of the hours from `since` to `until` (UTC)."""
    hours: dict[tuple[int, int, int], dict[datetime, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_HOURS, {"since": since, "until": until, "least": bursts.ON_TOP})
        for claim, campaign, followers, hour, clicks in cursor:
            hours[claim, campaign, followers][hour] = clicks
    for (claim, campaign, followers), counts in sorted(hours.items()):
        for spike in bursts.find_spikes(counts, followers):
            if spike.hour >= since:
                yield _suspicion(claim, campaign, counts, spike)


def _suspicion(
    claim: int, campaign: int, counts: dict[datetime, int], spike: bursts.Spike
) -> Suspicion:
    clicks = load_suspects.between([claim], spike.hour, spike.hour + bursts.HOUR)
    shown = [(hour, n) for hour, n in sorted(counts.items()) if abs(hour - spike.hour) <= SHOWN]
    return Suspicion(
        "spike",
        f"spike:{claim}:{spike.hour:%Y%m%d%H}",
        campaign,
        clicks[spike.limit :],
        {"hours": [[hour.isoformat(), n] for hour, n in shown], "limit": spike.limit},
    )


_HOURS = """
WITH busy AS (
    SELECT DISTINCT claim_id FROM campaigns_hourlyverdict
    WHERE hour >= %(since)s AND hour <= %(until)s AND verdict <> 'rejected'
    GROUP BY claim_id, hour HAVING sum(clicks) > %(least)s
)
SELECT claim_id, claim.campaign_id, coalesce((
           SELECT max(account.followers) FROM accounts_socialaccount account
           WHERE account.influencer_id = claim.influencer_id AND account.status = 'proven'), 0),
       hour, sum(clicks)::int
FROM campaigns_hourlyverdict total
JOIN busy USING (claim_id) JOIN campaigns_claim claim ON claim.id = claim_id
WHERE hour >= %(since)s - interval '1 day' AND hour <= %(until)s AND verdict <> 'rejected'
GROUP BY claim_id, claim.id, hour
"""
