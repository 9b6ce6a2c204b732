"""What the ledger must never be, refused by the database itself.

Each guard is tried by tests/payouts/test_ledger_guards.py as the application's role.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

SAME_CURRENCY = """
ALTER TABLE payouts_entry ADD CONSTRAINT entry_in_currency_of_account
    FOREIGN KEY (account_id, currency) REFERENCES payouts_account (id, currency);
"""

ENTRIES_JOIN_THEIR_TRANSFER = """
ALTER TABLE payouts_transfer ADD COLUMN made_in xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE FUNCTION refuse_late_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM payouts_transfer
                   WHERE id = NEW.transfer_id AND made_in = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'transfer % was made by an earlier transaction', NEW.transfer_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'entry_joins_its_own_transaction';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_joins_its_own_transaction BEFORE INSERT ON payouts_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_late_entry();
"""

ZERO_SUM = """
CREATE FUNCTION check_transfer_balances(transfer bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    legs bigint;
BEGIN
    SELECT coalesce(sum(amount_cents), 0), count(*) INTO total, legs
        FROM payouts_entry WHERE transfer_id = transfer;
    IF legs < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'transfer % has % entries that sum to %', transfer, legs, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_sums_to_zero';
    END IF;
END $$;

CREATE FUNCTION transfer_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_transfer_balances(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_sums_to_zero AFTER INSERT ON payouts_transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION transfer_must_balance();

CREATE FUNCTION entry_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Only the last entry of a transfer does the sum: n entries cost n look-ups, not n sums.
    IF NOT EXISTS (SELECT FROM payouts_entry
                   WHERE transfer_id = NEW.transfer_id AND id > NEW.id) THEN
        PERFORM check_transfer_balances(NEW.transfer_id);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entries_sum_to_zero AFTER INSERT ON payouts_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_must_balance();
"""

BALANCES_FOLLOW = """
CREATE FUNCTION move_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE payouts_account SET balance_cents = balance_cents + NEW.amount_cents
        WHERE id = NEW.account_id;
    RETURN NULL;
END $$;
CREATE TRIGGER balance_follows_entry AFTER INSERT ON payouts_entry
    FOR EACH ROW EXECUTE FUNCTION move_balance();
"""

APPEND_ONLY = """
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE ON payouts_transfer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_not_truncated BEFORE TRUNCATE ON payouts_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON payouts_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_not_truncated BEFORE TRUNCATE ON payouts_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER earning_append_only BEFORE UPDATE OR DELETE ON payouts_clickearning
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER earning_not_truncated BEFORE TRUNCATE ON payouts_clickearning
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

RIGHTS = """
REVOKE ALL ON payouts_account, payouts_transfer, payouts_entry, payouts_clickearning FROM {role};
GRANT SELECT ON payouts_account, payouts_transfer, payouts_entry, payouts_clickearning TO {role};
GRANT INSERT (kind, currency, organisation_id, campaign_id, influencer_id)
    ON payouts_account TO {role};
GRANT INSERT (kind, idempotency_key, payload_hash, memo, reverses_id)
    ON payouts_transfer TO {role};
GRANT INSERT (transfer_id, account_id, currency, amount_cents) ON payouts_entry TO {role};
GRANT INSERT (click_id, click_at, claim_id, cents, reason, transfer_id)
    ON payouts_clickearning TO {role};
REVOKE UPDATE, DELETE ON payouts_payoutrun, payouts_payout, payouts_hold FROM {role};
GRANT UPDATE (status, sent_by_id, sent_at) ON payouts_payoutrun TO {role};
GRANT UPDATE (sent_by_id) ON payouts_payout TO {role};
GRANT UPDATE (cents, released_by_id) ON payouts_hold TO {role};
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statements in (
        SAME_CURRENCY, ENTRIES_JOIN_THEIR_TRANSFER, ZERO_SUM, BALANCES_FOLLOW, APPEND_ONLY
    ):  # fmt: skip
        schema_editor.execute(statements, params=None)
    schema_editor.execute(RIGHTS.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    dependencies = [("payouts", "0001_initial")]
    operations = [migrations.RunPython(guard)]
