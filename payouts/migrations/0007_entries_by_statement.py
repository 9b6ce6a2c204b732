"""The guards of entries look at a statement's entries together, no longer at one at a time.

A settlement books an entry for each influencer: 200 of them took 130 us each, most of it in
entering plpgsql. Accounts are locked in the order of their ids, whatever the order of the entries.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GUARDS = """
DROP TRIGGER entry_joins_its_own_transaction ON payouts_entry;
CREATE OR REPLACE FUNCTION refuse_late_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    late bigint;
BEGIN
    SELECT transfer.id INTO late FROM (SELECT DISTINCT transfer_id FROM booked) AS entry
        JOIN payouts_transfer transfer ON transfer.id = entry.transfer_id
        WHERE transfer.made_in <> pg_current_xact_id() LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'transfer % was made by an earlier transaction', late
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entry_joins_its_own_transaction';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_joins_its_own_transaction AFTER INSERT ON payouts_entry
    REFERENCING NEW TABLE AS booked FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_entry();

DROP TRIGGER balance_follows_entry ON payouts_entry;
DROP FUNCTION move_balance();
CREATE FUNCTION move_balances() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM payouts_account WHERE id IN (SELECT account_id FROM booked)
        ORDER BY id FOR NO KEY UPDATE;
    UPDATE payouts_account account SET balance_cents = balance_cents + moved.cents
        FROM (SELECT account_id, sum(amount_cents)::bigint AS cents FROM booked GROUP BY 1) AS moved
        WHERE account.id = moved.account_id;
    RETURN NULL;
END $$;
CREATE TRIGGER balance_follows_entry AFTER INSERT ON payouts_entry
    REFERENCING NEW TABLE AS booked FOR EACH STATEMENT EXECUTE FUNCTION move_balances();
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(GUARDS, params=None)


class Migration(migrations.Migration):
    dependencies = [("payouts", "0006_reversals")]

    operations = [
        migrations.RunPython(guard),
        # Nothing looks an earning up by its claim: totals by hour answer that.
        migrations.RemoveIndex(model_name="clickearning", name="earning_of_claim"),
    ]
