"""Vacuum queues by what dies in them; and make a day's partition without a queue behind it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

# A queue is nearly empty, and all of it dies every minute: a share of its size says nothing, so
# vacuum comes by count, and does not rest in between. Truncating an emptied table would lock it
# away from everybody, for space that is needed again at once.
QUEUE = """
ALTER TABLE {table} SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = {dead},
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = {dead},
    autovacuum_vacuum_cost_delay = 0, vacuum_truncate = false
)
"""
QUEUES = {
    "campaigns_clicktojudge": 10_000,
    "campaigns_tosettle": 10_000,
    "campaigns_heldclick": 10_000,
}
# Windows are many and live for days: a share of them, but a small one; and room on each page for
# a row's next version, which then needs no index of its own.
WINDOWS = """
ALTER TABLE campaigns_visitwindow SET (
    fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 10000,
    autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
)
"""

# As in 0002, with two differences. It never waits long, for shippers and judges queue behind it;
# who gets 55P03 tries again (clicks/partitions.py). And nobody reads while rows are moved: a query
# that has made its list of partitions before the new one, and waits for the default one, would
# find the rows in neither (docs/decisions/0020). Locks are asked for from parent to child, as
# queries do, and before a row is moved.
PARTITION = """
CREATE OR REPLACE FUNCTION ensure_click_partition(parent text, bound text, day date) RETURNS void
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


def change(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, dead in QUEUES.items():
        schema_editor.execute(QUEUE.format(table=table, dead=dead))
    schema_editor.execute(WINDOWS)
    schema_editor.execute(PARTITION.replace("{role}", application_role()), params=None)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0017_hourly_verdict_by_hour")]
    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
