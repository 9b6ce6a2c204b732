"""Prove the books, any time: every check reads one REPEATABLE READ snapshot and gives a figure.

A check counts what should not be: its figure is 0 when it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True)
class Check:
    """A named check, its figure, and what it was held against."""

    name: str
    figure: int
    of: int

    @property
    def holds(self) -> bool:
        return self.figure == 0


CHECKS: dict[str, str] = {
    "cents that entries do not sum to zero": (
        "SELECT abs(coalesce(sum(amount_cents), 0)), count(*) FROM payouts_entry"
    ),
    "transfers that do not balance": """
        SELECT count(*) FILTER (WHERE total <> 0 OR legs < 2), count(*) FROM (
            SELECT transfer.id, coalesce(sum(amount_cents), 0) AS total, count(entry.id) AS legs
            FROM payouts_transfer transfer
            LEFT JOIN payouts_entry entry ON entry.transfer_id = transfer.id
            GROUP BY transfer.id) AS sums""",
    "cents by which balances differ from their entries": """
        SELECT coalesce(sum(abs(balance_cents - entered)), 0), count(*) FROM (
            SELECT account.balance_cents, coalesce(sum(amount_cents), 0) AS entered
            FROM payouts_account account
            LEFT JOIN payouts_entry entry ON entry.account_id = account.id
            GROUP BY account.id) AS sums""",
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
            SELECT claim.campaign_id, (click_at AT TIME ZONE 'UTC')::date AS day,
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
    "cents that influencers owe the wrong way round": """
        SELECT coalesce(sum(greatest(balance_cents, 0)), 0), count(*)
        FROM payouts_account WHERE kind = 'influencer_receivable'""",
    "clicks that are neither judged once nor waiting to be": """
        SELECT count(*) FILTER (WHERE (verdict.click_id IS NULL) = (queue.click_id IS NULL)),
            count(*)
        FROM campaigns_click click
        LEFT JOIN (SELECT DISTINCT click_at, click_id FROM campaigns_verdict) AS verdict
            ON verdict.click_at = click.at AND verdict.click_id = click.id
        LEFT JOIN campaigns_clicktojudge queue ON queue.click_id = click.id""",
    "valid clicks that are neither settled nor waiting to be": """
        SELECT count(*) FILTER (WHERE queue.click_id IS NULL AND (
                earning.click_id IS NULL OR earning.reason = 'reversed'
                OR aside.click_id IS NOT NULL)), count(*)
        FROM (SELECT DISTINCT ON (click_at, click_id) click_id, outcome FROM campaigns_verdict
              ORDER BY click_at, click_id, seq DESC) AS current
        LEFT JOIN (SELECT DISTINCT ON (click_id) click_id, reason FROM payouts_clickearning
                   ORDER BY click_id, seq DESC) AS earning ON earning.click_id = current.click_id
        LEFT JOIN payouts_setaside aside ON aside.click_id = current.click_id
        LEFT JOIN campaigns_tosettle queue ON queue.click_id = current.click_id
        WHERE current.outcome = 'valid'""",
    "earnings of clicks that are not valid, nor set aside, nor waiting to be": """
        SELECT count(*) FILTER (WHERE current.outcome IS DISTINCT FROM 'valid'
            AND aside.click_id IS NULL AND queue.click_id IS NULL), count(*)
        FROM (SELECT DISTINCT ON (click_id) click_id, reason FROM payouts_clickearning
              ORDER BY click_id, seq DESC) AS earning
        LEFT JOIN (SELECT DISTINCT ON (click_at, click_id) click_id, outcome
                   FROM campaigns_verdict ORDER BY click_at, click_id, seq DESC) AS current
            ON current.click_id = earning.click_id
        LEFT JOIN payouts_setaside aside ON aside.click_id = earning.click_id
        LEFT JOIN campaigns_tosettle queue ON queue.click_id = earning.click_id
        WHERE earning.reason <> 'reversed'""",
    "clicks set aside that have not earned, or less than what is set aside": """
        SELECT count(*) FILTER (WHERE earning.click_id IS NULL OR earning.reason = 'reversed'
            OR aside.cents > earning.cents), count(*)
        FROM payouts_setaside aside
        LEFT JOIN (SELECT DISTINCT ON (click_id) click_id, reason, cents
                   FROM payouts_clickearning ORDER BY click_id, seq DESC) AS earning
            ON earning.click_id = aside.click_id""",
    "clicks set aside although nobody can be heard any more": """
        SELECT count(*) FILTER (WHERE current.outcome = 'rejected' AND queue.click_id IS NULL
            AND NOT EXISTS (SELECT FROM campaigns_appealableclick appealable
                            WHERE appealable.click_id = aside.click_id)
            AND NOT EXISTS (SELECT FROM campaigns_caseclick decided
                            WHERE decided.click_id = aside.click_id
                              AND decided.decided_at > now() - interval '31 days')), count(*)
        FROM payouts_setaside aside
        JOIN (SELECT DISTINCT ON (click_at, click_id) click_id, outcome FROM campaigns_verdict
              ORDER BY click_at, click_id, seq DESC) AS current
            ON current.click_id = aside.click_id
        LEFT JOIN campaigns_tosettle queue ON queue.click_id = aside.click_id""",
    "cents that reversals leave on clicks that they undo": """
        SELECT coalesce(sum(abs(net)), 0), count(*) FROM (
            SELECT sum(cents) AS net FROM payouts_clickearning
            GROUP BY click_id HAVING count(*) % 2 = 0) AS undone""",
    "clicks by which hourly settlements differ from what is earned": """
        SELECT coalesce(sum(abs(coalesce(total.clicks, 0) - coalesce(counted.clicks, 0))
                            + abs(coalesce(total.cents, 0) - coalesce(counted.cents, 0))), 0),
            coalesce(sum(counted.clicks), 0)
        FROM (SELECT earning.claim_id, reason, count(*) AS clicks, sum(cents) AS cents
              FROM (SELECT DISTINCT ON (click_id) click_id, claim_id, reason, cents
                    FROM payouts_clickearning ORDER BY click_id, seq DESC) AS earning
              WHERE reason <> 'reversed' AND NOT EXISTS (
                  SELECT FROM payouts_setaside aside WHERE aside.click_id = earning.click_id)
              GROUP BY 1, 2) AS counted
        FULL JOIN (SELECT claim_id, reason, sum(clicks) AS clicks, sum(cents) AS cents
                   FROM campaigns_hourlysettlement GROUP BY 1, 2) AS total
            USING (claim_id, reason)""",
    "clicks that are held and not among those that a person decides, or the other way round": """
        SELECT count(*) FILTER (WHERE (current.outcome = 'held') <> (held.click_id IS NOT NULL)),
            count(*)
        FROM (SELECT DISTINCT ON (click_at, click_id) click_id, outcome FROM campaigns_verdict
              ORDER BY click_at, click_id, seq DESC) AS current
        FULL JOIN campaigns_heldclick held ON held.click_id = current.click_id""",
    "clicks by which hourly totals differ from verdicts": """
        SELECT coalesce(sum(abs(coalesce(total.clicks, 0) - coalesce(counted.clicks, 0))), 0),
            coalesce(sum(counted.clicks), 0)
        FROM (SELECT click.claim_id, current.outcome AS verdict, count(*) AS clicks
              FROM (SELECT DISTINCT ON (click_at, click_id) click_at, click_id, outcome
                    FROM campaigns_verdict ORDER BY click_at, click_id, seq DESC) AS current
              JOIN campaigns_click click
                ON click.at = current.click_at AND click.id = current.click_id
              GROUP BY 1, 2) AS counted
        FULL JOIN (SELECT claim_id, verdict, sum(clicks) AS clicks FROM campaigns_hourlyverdict
                   GROUP BY 1, 2) AS total USING (claim_id, verdict)""",
    "cents by which announced top-ups differ from what was booked": """
        SELECT coalesce(sum(abs(top_up.net_cents - coalesce(booked.net, 0))
                   + abs(top_up.vat_cents - coalesce(booked.vat, 0))), 0), count(*)
        FROM payouts_topup top_up LEFT JOIN (
            SELECT entry.transfer_id,
                   sum(amount_cents) FILTER (WHERE account.kind = 'brand_funds') AS net,
                   coalesce(sum(amount_cents) FILTER (WHERE account.kind = 'vat'), 0) AS vat
            FROM payouts_entry entry JOIN payouts_account account ON account.id = entry.account_id
            GROUP BY entry.transfer_id) AS booked ON booked.transfer_id = top_up.transfer_id
        WHERE top_up.status = 'booked'""",
    "cents by which runs differ from their payouts": """
        SELECT coalesce(sum(abs(run.total_cents - coalesce(paid.cents, 0))), 0), count(*)
        FROM payouts_payoutrun run LEFT JOIN (
            SELECT run_id, sum(cents) AS cents FROM payouts_payout GROUP BY run_id
        ) AS paid ON paid.run_id = run.id""",
    "payouts that left the bank without their run, or the other way round": """
        SELECT count(*) FILTER (WHERE (run.status = 'sent') <> (payout.sent_by_id IS NOT NULL)),
            count(*)
        FROM payouts_payout payout JOIN payouts_payoutrun run ON run.id = payout.run_id""",
    "cents by which payouts differ from what was reserved for them": """
        SELECT coalesce(sum(abs(payout.cents - coalesce(entry.amount_cents, 0))), 0), count(*)
        FROM payouts_payout payout
        LEFT JOIN payouts_entry entry ON entry.transfer_id = payout.reserved_by_id
            AND entry.amount_cents > 0""",
    "cents by which payouts under way differ from clearing": """
        SELECT abs(coalesce((SELECT sum(balance_cents) FROM payouts_account
                             WHERE kind = 'payout_clearing'), 0)
                   - coalesce(sum(cents) FILTER (WHERE sent_by_id IS NULL), 0)), count(*)
        FROM payouts_payout""",
    "messages overdue in the outbox, or parked": """
        SELECT count(*) FILTER (WHERE parked_at IS NOT NULL
            OR (sent_at IS NULL AND due_at < now() - interval '5 minutes')), count(*)
        FROM marketplace_outboxmessage""",
    "clicks overdue for a verdict": """
        SELECT count(*) FILTER (WHERE click.shipped_at < now() - interval '5 minutes'), count(*)
        FROM campaigns_clicktojudge queue JOIN campaigns_click click
            ON click.at = queue.click_at AND click.id = queue.click_id""",
    "clicks overdue for settlement": """
        SELECT count(*) FILTER (WHERE queued_at < now() - interval '5 minutes'), count(*)
        FROM campaigns_tosettle""",
    "holds overdue for release": """
        SELECT count(*) FILTER (WHERE released_by_id IS NULL AND cents > 0
            AND due_at < now() - interval '5 minutes' AND NOT EXISTS (
                SELECT FROM campaigns_dispute dispute WHERE dispute.claim_id = hold.claim_id
                    AND dispute.status = 'open')), count(*) FROM payouts_hold hold""",
}


def run() -> list[Check]:
    """Run every check in one snapshot, under load too. Nothing is locked or written."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return look()


def look() -> list[Check]:
    """Run every check as the present transaction sees the books."""
    with connection.cursor() as cursor:
        found = []
        for name, query in CHECKS.items():
            cursor.execute(query)
            figure, of = cursor.fetchone()
            found.append(Check(name, int(figure), int(of)))
    return found


def unexplained_cents(checks: list[Check]) -> int:
    """Sum the figures of the checks that count cents."""
    return sum(check.figure for check in checks if check.name.startswith("cents"))
