"""Checks of what waits: nothing is overdue.

Each is a name and a query of two figures: what should not be, and of how many. payouts/audit.py
runs them.
"""

from __future__ import annotations

WAITING: dict[str, str] = {
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
