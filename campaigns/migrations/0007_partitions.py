"""The days of clicks and verdicts: made ahead, forgotten in part, and sealed."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


# It never waits long, for shippers and judges queue behind it; who gets 55P03 tries again. And
# nobody reads while rows are moved: a query that has made its list of partitions before the new
# one, and waits for the default one, would find the rows in neither (docs/decisions/0020). Locks
# are asked for from parent to child, as queries do, and before a row is moved.
PARTITION = """
CREATE FUNCTION ensure_click_partition(parent text, bound text, day date) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    child text := format('%s_%s', parent, to_char(day, 'YYYYMMDD'));
    lower timestamptz := day::timestamp AT TIME ZONE 'UTC';
    upper timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
    forgotten constant text := 'SELECT EXISTS (SELECT FROM %I WHERE %I >= %L AND %I < %L)';
    moving boolean;
BEGIN
    IF to_regclass(child) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format(forgotten, parent || '_default', bound, lower, bound, upper) INTO moving;
    EXECUTE format('LOCK TABLE ONLY %I IN %s MODE', parent,
                   CASE WHEN moving THEN 'ACCESS EXCLUSIVE' ELSE 'SHARE ROW EXCLUSIVE' END);
    EXECUTE format('LOCK TABLE ONLY %I IN ACCESS EXCLUSIVE MODE', parent || '_default');
    IF to_regclass(child) IS NOT NULL THEN
        RETURN;
    END IF;
    IF NOT moving THEN
        EXECUTE format(forgotten, parent || '_default', bound, lower, bound, upper) INTO moving;
        IF moving THEN
            RAISE lock_not_available USING MESSAGE = format('clicks of %s came meanwhile', day);
        END IF;
    END IF;
    -- Rows of a day whose partition was forgotten wait in the default partition: move them.
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
    EXECUTE format('REVOKE ALL ON %I FROM {role}', child);
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', parent || '_default');
    EXECUTE format(
        'WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) '
        'INSERT INTO %I SELECT * FROM moved',
        parent || '_default', bound, lower, bound, upper, child);
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', parent || '_default');
    EXECUTE format(
        'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        parent, child, lower, upper);
END $$;
"""

PARTITIONS = """
CREATE FUNCTION ensure_click_partitions(first date, last date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    day date;
BEGIN
    FOR day IN SELECT generate_series(first, last, interval '1 day')::date LOOP
        PERFORM ensure_click_partition('campaigns_click', 'at', day);
        PERFORM ensure_click_partition('campaigns_verdict', 'click_at', day);
    END LOOP;
END $$;
"""

DAYS_WITHOUT_PARTITION = """
CREATE FUNCTION click_days_without_partition() RETURNS TABLE (day date)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT (at AT TIME ZONE 'UTC')::date FROM campaigns_click_default
$$;
"""

PREFIXES = """
CREATE FUNCTION forget_click_prefixes(day date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '500ms' AS $$
DECLARE
    forgotten bigint;
BEGIN
    IF day >= current_date - 30 THEN
        RAISE EXCEPTION 'prefixes of % are kept for 30 days', day;
    END IF;
    EXECUTE format('UPDATE %I SET prefix = NULL WHERE prefix IS NOT NULL',
                   'campaigns_click_' || to_char(day, 'YYYYMMDD'));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;
"""

# Dropping a partition needs the whole table for a moment. Whoever ships a click would wait behind
# us while we wait for it, so we do not wait: lock_timeout ends it, and the next night tries again.
# NULL: something of the day is undecided, or may still be appealed, or the day is not there.
SEALING = """
CREATE FUNCTION seal_click_day(day date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '500ms' AS $$
DECLARE
    clicks text := 'campaigns_click_' || to_char(day, 'YYYYMMDD');
    verdicts text := 'campaigns_verdict_' || to_char(day, 'YYYYMMDD');
    first timestamptz := day;
    after timestamptz := day + 1;
    this bigint;
    there bigint;
    sealed bigint;
BEGIN
    IF day >= current_date - interval '13 months' THEN
        RAISE EXCEPTION 'clicks of % are kept for 13 months', day;
    END IF;
    IF to_regclass(clicks) IS NULL OR to_regclass(verdicts) IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('LOCK TABLE %I, %I IN SHARE ROW EXCLUSIVE MODE', clicks, verdicts);
    IF EXISTS (SELECT FROM campaigns_clicktojudge WHERE click_at >= first AND click_at < after)
        OR EXISTS (SELECT FROM campaigns_heldclick WHERE click_at >= first AND click_at < after)
        OR EXISTS (SELECT FROM campaigns_tosettle WHERE click_at >= first AND click_at < after)
        OR EXISTS (SELECT FROM campaigns_caseclick decided
                   WHERE click_at >= first AND click_at < after
                     AND (outcome = '' OR decided_at > now() - interval '32 days'
                          OR EXISTS (SELECT FROM campaigns_appeal appeal
                                     WHERE appeal.case_id = decided.case_id
                                       AND appeal.claim_id = decided.claim_id
                                       AND appeal.status = 'open')))
    THEN
        RETURN NULL;
    END IF;

    EXECUTE format('SELECT count(*) FROM %I', clicks) INTO there;
    INSERT INTO campaigns_sealing (day, clicks) VALUES (day, there) RETURNING id INTO this;
    EXECUTE format(
        'INSERT INTO campaigns_sealedtotal (sealing_id, claim_id, verdict, reason, clicks) '
        'SELECT $1, click.claim_id, last.outcome, coalesce(last.reasons[1], %L), count(*) '
        'FROM %I click JOIN (SELECT DISTINCT ON (click_at, click_id) * FROM %I '
        '                    ORDER BY click_at, click_id, seq DESC) AS last '
        '    ON last.click_at = click.at AND last.click_id = click.id GROUP BY 2, 3, 4',
        '', clicks, verdicts) USING this;
    SELECT coalesce(sum(total.clicks), 0) INTO sealed
        FROM campaigns_sealedtotal total WHERE sealing_id = this;
    IF sealed <> there THEN
        RAISE EXCEPTION '% of % clicks of % have a verdict: nothing is dropped', sealed, there, day;
    END IF;

    DELETE FROM campaigns_dwell WHERE click_at >= first AND click_at < after;
    EXECUTE format('DROP TABLE %I, %I', clicks, verdicts);
    RETURN there;
END $$;
"""


def make_functions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A new partition belongs to the owner alone, so one of them names the application's role."""
    schema_editor.execute(PARTITION.replace("{role}", application_role()), params=None)
    for function in (PARTITIONS, DAYS_WITHOUT_PARTITION, PREFIXES, SEALING):
        schema_editor.execute(function, params=None)


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0018_vacuum_of_queues"),
    ]
    dependencies = [
        ("campaigns", "0006_guards"),
    ]

    operations = [
        migrations.RunPython(make_functions, migrations.RunPython.noop),
    ]
