"""Checks of the ledger, of top-ups and of payouts.

Each is a name and a query of two figures: what should not be, and of how many. payouts/audit.py
runs them.
"""

from __future__ import annotations

BOOKS: dict[str, str] = {
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
    "cents that influencers owe the wrong way round": """
        SELECT coalesce(sum(greatest(balance_cents, 0)), 0), count(*)
        FROM payouts_account WHERE kind = 'influencer_receivable'""",
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
    "cents by which what was waived differs from its account": """
        SELECT abs(coalesce((SELECT sum(balance_cents) FROM payouts_account
                             WHERE kind = 'waived'), 0) - coalesce(sum(cents), 0)), count(*)
        FROM payouts_waiver""",
    "payouts below the minimum that nobody asked for": """
        SELECT count(*) FILTER (WHERE cents < 1000 AND asked_for_id IS NULL), count(*)
        FROM payouts_payout""",
    "cents by which payouts under way differ from clearing": """
        SELECT abs(coalesce((SELECT sum(balance_cents) FROM payouts_account
                             WHERE kind = 'payout_clearing'), 0)
                   - coalesce(sum(cents) FILTER (WHERE sent_by_id IS NULL), 0)), count(*)
        FROM payouts_payout""",
}
