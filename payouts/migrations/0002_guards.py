"""What the ledger must never be, refused by the database itself.

Each guard is tried by tests/payouts/test_ledger_guards.py as the application's role. Those of
entries look at a statement's entries together: a settlement books an entry for each influencer, and
200 of them, one at a time, took 130 us each, most of it in entering plpgsql.
"""

from django.db import migrations


SAME_CURRENCY = """
ALTER TABLE payouts_entry ADD CONSTRAINT entry_in_currency_of_account
    FOREIGN KEY (account_id, currency) REFERENCES payouts_account (id, currency);
"""

ENTRIES_JOIN_THEIR_TRANSFER = """
ALTER TABLE payouts_transfer ADD COLUMN made_in xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE FUNCTION refuse_late_entry() RETURNS trigger LANGUAGE plpgsql AS $$
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

# Accounts are locked in the order of their ids, whatever the order of the entries.
BALANCES_FOLLOW = """
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

EARNINGS = """
ALTER TABLE payouts_clickearning
    ADD CONSTRAINT earning_and_reversal_alternate CHECK (
        seq >= 1 AND (seq % 2 = 0) = (reason = 'reversed')),
    ADD CONSTRAINT earning_reserved_was_earned CHECK (
        reserved_cents = 0 OR reserved_cents <= -cents);
"""

REVERSALS = """
CREATE FUNCTION refuse_loose_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM payouts_clickearning
                   WHERE click_id = NEW.click_id AND seq = NEW.seq - 1
                     AND (NEW.reason <> 'reversed' OR cents = -NEW.cents)) THEN
        RAISE EXCEPTION 'row % of click % does not follow its earnings', NEW.seq, NEW.click_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reversal_undoes_its_earning';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reversal_undoes_its_earning BEFORE INSERT ON payouts_clickearning
    FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION refuse_loose_reversal();
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


class Migration(migrations.Migration):
    replaces = [
        ("payouts", "0002_ledger_guards"),
        ("payouts", "0006_reversals"),
    ]
    dependencies = [
        ("marketplace", "0001_roles_and_tables"),
        ("payouts", "0001_tables"),
    ]

    operations = [
        migrations.RunSQL(SAME_CURRENCY, migrations.RunSQL.noop),
        migrations.RunSQL(ENTRIES_JOIN_THEIR_TRANSFER, migrations.RunSQL.noop),
        migrations.RunSQL(ZERO_SUM, migrations.RunSQL.noop),
        migrations.RunSQL(BALANCES_FOLLOW, migrations.RunSQL.noop),
        migrations.RunSQL(EARNINGS, migrations.RunSQL.noop),
        migrations.RunSQL(REVERSALS, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
    ]
