"""What the application may do with every table made from now on, and the tables of the ground."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Now

from marketplace.roles import application_role

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


def grant_to_application(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the application read and write what the owner makes; guarded tables take rights back."""
    role = application_role()
    for statement in (
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
        f" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role}",
    ):
        schema_editor.execute(statement)


APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: it is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


# Vacuum it by the messages that were sent, not by a share of what is kept of them: the index of
# those that wait keeps an entry of each until vacuum comes, and the relay reads it from its
# beginning every second.
OUTBOX = """
ALTER TABLE marketplace_outboxmessage SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0, vacuum_truncate = false
)
"""


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("marketplace", "0001_initial"),
        ("marketplace", "0002_vacuum_of_outbox"),
    ]
    dependencies = []
    # What the application may do with their tables is said before they are made.
    run_before = [("contenttypes", "0001_initial"), ("sessions", "0001_initial")]

    operations = [
        migrations.RunPython(grant_to_application, migrations.RunPython.noop),
        migrations.RunSQL(APPEND_ONLY, "DROP FUNCTION refuse_change"),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("job", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_default=Now())),
                ("figures", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="JobPeriod",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("job", models.CharField(max_length=100)),
                ("period", models.CharField(max_length=40)),
                ("started_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("job", "period"), name="job_runs_once_a_period")
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("task", models.CharField(max_length=100)),
                ("kwargs", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(db_default=Now())),
                ("due_at", models.DateTimeField(db_default=Now())),
                ("sent_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(db_default=0)),
                ("last_error", models.TextField(db_default="")),
                ("parked_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(parked_at=None, sent_at=None),
                        fields=["due_at", "id"],
                        name="outbox_waiting",
                    )
                ],
            },
        ),
        migrations.RunSQL(OUTBOX, migrations.RunSQL.noop),
    ]
