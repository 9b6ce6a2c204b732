"""What pass B remembers of many clicks."""

import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


def show_arrivals(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """How many clicks have come so far."""
    schema_editor.execute(
        f"GRANT SELECT ON SEQUENCE campaigns_click_arrival_seq TO {application_role()}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0010_origin_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "link_id",
                        "day",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("link_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("clicks", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ClickEdge",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "clicker_id",
                        "claim_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("clicker_id", models.BigIntegerField()),
                ("claim_id", models.BigIntegerField()),
                ("clicks", models.BigIntegerField()),
                ("direct", models.BigIntegerField()),
                ("zero_dwell", models.BigIntegerField()),
                ("looked", models.BigIntegerField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["last_at"], name="edge_by_age")],
            },
        ),
        migrations.CreateModel(
            name="ClickProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("claim_id", models.BigIntegerField()),
                ("delay", models.IntegerField()),
                ("direct", models.BooleanField()),
                ("zero_dwell", models.BooleanField(null=True)),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim_id", "delay", "direct", "zero_dwell"),
                        name="one_cell_of_a_profile",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PatternLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("seen_arrival", models.BigIntegerField()),
                ("arrival", models.BigIntegerField()),
                ("whole", models.BooleanField()),
                ("clicks", models.BigIntegerField(default=0)),
                ("held", models.BigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-started_at"], name="look_latest")],
            },
        ),
        migrations.RunPython(show_arrivals, migrations.RunPython.noop),
    ]
