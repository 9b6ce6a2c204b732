"""Checks of what was earned: claims, campaigns, holds and escrow against clicks.

Each is a name and a query of two figures: what should not be, and of how many. payouts/audit.py
runs them.
"""

from __future__ import annotations

EARNED: dict[str, str] = {
    "cents by which claims differ from their paid clicks": """
        SELECT coalesce(sum(abs(claim.accrued_cents - coalesce(paid.cents, 0))), 0), count(*)
        FROM campaigns_claim claim LEFT JOIN (
            SELECT claim_id, sum(cents) AS cents FROM payouts_clickearning GROUP BY claim_id
        ) AS paid ON paid.claim_id = claim.id""",
    "cents by which released earnings differ from released holds": """
        SELECT coalesce(sum(abs(claim.released_cents - coalesce(released.cents, 0)
                                + coalesce(taken_back.cents, 0))), 0), count(*)
        FROM campaigns_claim claim LEFT JOIN (
            SELECT claim_id, sum(cents) AS cents FROM payouts_hold
            WHERE released_by_id IS NOT NULL GROUP BY claim_id
        ) AS released ON released.claim_id = claim.id LEFT JOIN (
            SELECT claim_id, sum(-cents - reserved_cents) AS cents FROM payouts_clickearning
            WHERE reason = 'reversed' GROUP BY claim_id
        ) AS taken_back ON taken_back.claim_id = claim.id""",
    "cents by which days of campaigns differ from their paid clicks": """
        SELECT coalesce(sum(abs(coalesce(day.earned_cents, 0) - coalesce(paid.cents, 0))), 0),
            count(*)
        FROM (SELECT campaign_id, day, earned_cents FROM campaigns_dailyspending) AS day
        FULL JOIN (
            SELECT claim.campaign_id, campaigns_counted_day(click_at) AS day,
                   sum(cents) AS cents
            FROM payouts_clickearning earning
            JOIN campaigns_claim claim ON claim.id = earning.claim_id
            WHERE cents <> 0 GROUP BY 1, 2) AS paid USING (campaign_id, day)""",
    "claims over their cap": (
        "SELECT count(*) FILTER (WHERE accrued_cents > cap_cents), count(*) FROM campaigns_claim"
    ),
    "campaigns over their budget": (
        "SELECT count(*) FILTER (WHERE spent_cents > budget_cents), count(*)"
        " FROM campaigns_campaign"
    ),
    "cents by which campaigns differ from their claims": """
        SELECT coalesce(sum(abs(campaign.earned_cents - coalesce(claimed.cents, 0))), 0), count(*)
        FROM campaigns_campaign campaign LEFT JOIN (
            SELECT campaign_id, sum(accrued_cents) AS cents FROM campaigns_claim
            GROUP BY campaign_id) AS claimed ON claimed.campaign_id = campaign.id""",
    "cents by which escrows differ from what campaigns have left": """
        SELECT coalesce(sum(abs(account.balance_cents - CASE campaign.status
            WHEN 'closed' THEN 0 ELSE campaign.budget_cents - campaign.spent_cents END)), 0),
            count(*)
        FROM payouts_account account JOIN campaigns_campaign campaign
            ON campaign.id = account.campaign_id WHERE account.kind = 'campaign_escrow'""",
    "cents by which fees differ from what campaigns were charged": """
        SELECT coalesce(sum(abs(campaign.fee_cents - coalesce(account.balance_cents, 0))), 0),
            count(*)
        FROM campaigns_campaign campaign LEFT JOIN payouts_account account
            ON account.campaign_id = campaign.id AND account.kind = 'fee'""",
    "cents by which transfers differ from their click earnings": """
        SELECT coalesce(sum(abs(coalesce(booked.cents, 0) - coalesce(earned.cents, 0))), 0),
            count(*)
        FROM (SELECT transfer_id, sum(cents) AS cents FROM payouts_clickearning
              WHERE transfer_id IS NOT NULL GROUP BY transfer_id) AS earned
        FULL JOIN (
            SELECT entry.transfer_id, sum(amount_cents) AS cents FROM payouts_entry entry
            JOIN payouts_transfer transfer ON transfer.id = entry.transfer_id
            JOIN payouts_account account ON account.id = entry.account_id
            WHERE transfer.kind IN ('settlement', 'reversal')
                AND account.kind LIKE 'influencer_%'
            GROUP BY entry.transfer_id) AS booked USING (transfer_id)""",
    "cents by which pending balances differ from open holds and what is set aside": """
        SELECT coalesce(sum(abs(coalesce(pending.cents, 0) - coalesce(held.cents, 0))), 0),
            count(*)
        FROM (SELECT influencer_id, balance_cents AS cents FROM payouts_account
              WHERE kind = 'influencer_pending') AS pending
        FULL JOIN (
            SELECT claim.influencer_id, sum(waiting.cents) AS cents FROM (
                SELECT claim_id, cents FROM payouts_hold WHERE released_by_id IS NULL
                UNION ALL SELECT claim_id, cents FROM payouts_setaside) AS waiting
            JOIN campaigns_claim claim ON claim.id = waiting.claim_id
            GROUP BY claim.influencer_id
        ) AS held USING (influencer_id)""",
    "cents by which claims differ from what is pending and released of them": """
        SELECT coalesce(sum(abs(claim.accrued_cents - claim.released_cents
                                - coalesce(waiting.cents, 0))), 0), count(*)
        FROM campaigns_claim claim LEFT JOIN (
            SELECT claim_id, sum(cents) AS cents FROM (
                SELECT claim_id, cents FROM payouts_hold WHERE released_by_id IS NULL
                UNION ALL SELECT claim_id, cents FROM payouts_setaside) AS every
            GROUP BY claim_id) AS waiting ON waiting.claim_id = claim.id""",
    "cents that reversals leave on clicks that they undo": """
        SELECT coalesce(sum(abs(net)), 0), count(*) FROM (
            SELECT sum(cents) AS net FROM payouts_clickearning
            GROUP BY click_id HAVING count(*) % 2 = 0) AS undone""",
}
