"""What the application may do with the tables of payouts, column by column."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


# Balances, times and transactions are the database's to fill in.
LEDGER = """
REVOKE ALL ON payouts_account, payouts_transfer, payouts_entry, payouts_clickearning FROM {role};
GRANT SELECT ON payouts_account, payouts_transfer, payouts_entry, payouts_clickearning TO {role};
GRANT INSERT (kind, currency, organisation_id, campaign_id, influencer_id)
    ON payouts_account TO {role};
GRANT INSERT (kind, idempotency_key, payload_hash, memo, reverses_id)
    ON payouts_transfer TO {role};
GRANT INSERT (transfer_id, account_id, currency, amount_cents) ON payouts_entry TO {role};
GRANT INSERT (click_id, seq, click_at, claim_id, cents, reserved_cents, reason, transfer_id)
    ON payouts_clickearning TO {role};
"""

# What was announced or ordered stays as it was; only what became of it is written later.
LATER = """
REVOKE UPDATE, DELETE ON payouts_payoutrun, payouts_payout, payouts_hold, payouts_topup FROM {role};
GRANT UPDATE (status, sent_by_id, sent_at) ON payouts_payoutrun TO {role};
GRANT UPDATE (sent_by_id) ON payouts_payout TO {role};
GRANT UPDATE (cents, released_by_id) ON payouts_hold TO {role};
GRANT UPDATE (status, transfer_id, bank_reference, decided_by_id, decided_at)
    ON payouts_topup TO {role};
REVOKE UPDATE ON payouts_setaside FROM {role};
"""

# History is written by triggers and read: the application can neither change nor delete it.
HISTORY = """
REVOKE UPDATE, DELETE ON payouts_payoutaccountevent, payouts_payoutrunevent FROM {role};
"""


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rights = LEDGER + LATER + HISTORY
    schema_editor.execute(rights.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    replaces = [
        ("payouts", "0003_days_from_before"),
    ]
    dependencies = [
        ("payouts", "0003_history"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
