"""Times away from a campaign, and clicks by link."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


def guard_absences(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Clicks of a time away may be judged long after it: it is never edited."""
    role = application_role()
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON campaigns_absence FROM {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_whole_life"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("left_at", models.DateTimeField()),
                (
                    "back_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="campaigns.claim",
                    ),
                ),
            ],
            options={
                "ordering": ["left_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("back_at__gte", models.F("left_at"))),
                        name="absence_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkTotal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "link_id",
                        "outcome",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("outcome", models.TextField()),
                ("clicks", models.BigIntegerField()),
                (
                    "link",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="totals",
                        to="campaigns.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("clicks__gte", 0)), name="link_total_not_negative"
                    )
                ],
            },
        ),
        migrations.RunPython(guard_absences, migrations.RunPython.noop),
    ]
