"""Where a click came from, who is known to be behind it, and how long its page was looked at."""

import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

COLUMNS = """
ALTER TABLE campaigns_click
    ADD COLUMN network text NOT NULL DEFAULT '',
    ADD COLUMN referrer_class text NOT NULL DEFAULT '';
ALTER TABLE campaigns_clicktojudge ADD COLUMN clicker_stated boolean NOT NULL DEFAULT false;
"""


def add_columns(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(COLUMNS, params=None)


def guard_dwell(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What a page reported is not edited; it goes with its clicks."""
    schema_editor.execute(f"REVOKE UPDATE ON campaigns_dwell FROM {application_role()}")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_kept_for_good")]

    operations = [
        migrations.RunPython(add_columns, migrations.RunPython.noop),
        migrations.AddField("click", "network", models.TextField(default="")),
        migrations.AddField("click", "referrer_class", models.TextField(default="")),
        migrations.AddField("clicktojudge", "clicker_stated", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Dwell",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("click_at", models.DateTimeField()),
                ("bucket", models.SmallIntegerField()),
                (
                    "reported_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["click_at"], name="dwell_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bucket__gte", 0)), name="dwell_not_negative"
                    )
                ],
            },
        ),
        migrations.RunPython(guard_dwell, migrations.RunPython.noop),
    ]
