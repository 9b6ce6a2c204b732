import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

# What failed, and who let it go, stays. A table of runs is nearly empty and changes all day: its
# pages are kept half free, and vacuumed by count, for a share of nothing is nothing.
GUARDS = """
REVOKE UPDATE, DELETE ON parking_parkedtask FROM {role};
GRANT UPDATE (attempts, times, error, last_at, status, decided_by_id, decided_at, reason)
    ON parking_parkedtask TO {role};
ALTER TABLE parking_taskrun SET
    (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(GUARDS.format(role=application_role()), params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskRun",
            fields=[
                ("message", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("task", models.CharField(max_length=100)),
                ("kwargs", models.JSONField(default=dict)),
                ("attempts", models.PositiveSmallIntegerField(db_default=1)),
                (
                    "began_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("error", models.TextField(db_default="")),
            ],
        ),
        migrations.CreateModel(
            name="ParkedTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task", models.CharField(max_length=100)),
                ("kwargs", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("attempts", models.PositiveSmallIntegerField()),
                ("times", models.PositiveIntegerField(db_default=1)),
                ("error", models.TextField()),
                (
                    "first_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "last_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("parked", "Given up"),
                            ("retried", "Tried again"),
                            ("dismissed", "Dismissed"),
                            ("recovered", "Mended itself"),
                        ],
                        db_default="parked",
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(db_default="")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-last_at", "-id"],
                "indexes": [
                    models.Index(fields=["status", "-last_at", "-id"], name="parked_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "parked")),
                        fields=("digest",),
                        name="same_work_parked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "parked"), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="parked_task_let_go_is_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "dismissed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dismissed_task_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
