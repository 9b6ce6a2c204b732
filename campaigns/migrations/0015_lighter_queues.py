"""One index a row instead of two or three: the queue of settlement, and the windows of visits.

The queue is read in the order of its key, and knows the link, which settlement counts by. Windows
are looked up by visitor, and forgotten by age, which follows the order of the table.
"""

import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

QUEUE = """
ALTER TABLE campaigns_tosettle ADD COLUMN link_id bigint;
UPDATE campaigns_tosettle queue SET link_id = click.link_id
    FROM campaigns_click click WHERE click.at = queue.click_at AND click.id = queue.click_id;
DROP INDEX to_settle_in_order;
ALTER TABLE campaigns_tosettle
    ALTER COLUMN link_id SET NOT NULL,
    DROP CONSTRAINT campaigns_tosettle_pkey,
    ADD PRIMARY KEY (campaign_id, click_at, click_id);
"""

WINDOWS = """
DROP INDEX window_by_visitor;
DROP INDEX window_by_age;
ALTER TABLE campaigns_visitwindow
    DROP CONSTRAINT campaigns_visitwindow_pkey,
    ADD PRIMARY KEY (visitor_day, claim_id);
CREATE INDEX window_by_age ON campaigns_visitwindow USING brin (saved_at);
"""

# uuid_extract_timestamp came with PostgreSQL 17; what stands without it goes through text. It
# knows nothing of other versions, and a check that knows nothing holds: hence -infinity.
CLICK_TIME = """
DO $do$ BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        CREATE OR REPLACE FUNCTION uuid7_at(id uuid) RETURNS timestamptz
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS 'SELECT coalesce(uuid_extract_timestamp(id), timestamptz ''-infinity'')';
    END IF;
END $do$
"""


def rebuild(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(QUEUE, params=None)
    schema_editor.execute(WINDOWS, params=None)
    schema_editor.execute(CLICK_TIME, params=None)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0014_retention")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(rebuild)],
            state_operations=[
                migrations.DeleteModel("ToSettle"),
                migrations.CreateModel(
                    name="ToSettle",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "campaign_id",
                                "click_at",
                                "click_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("click_id", models.UUIDField()),
                        ("click_at", models.DateTimeField()),
                        ("campaign_id", models.BigIntegerField()),
                        ("claim_id", models.BigIntegerField()),
                        ("link_id", models.BigIntegerField()),
                        (
                            "queued_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                    ],
                ),
                migrations.DeleteModel("VisitWindow"),
                migrations.CreateModel(
                    name="VisitWindow",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "visitor_day",
                                "claim_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("claim_id", models.BigIntegerField()),
                        ("visitor_day", models.BinaryField()),
                        ("opened_at", models.DateTimeField()),
                        ("last_at", models.DateTimeField()),
                        (
                            "saved_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.BrinIndex(
                                fields=["saved_at"], name="window_by_age"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
