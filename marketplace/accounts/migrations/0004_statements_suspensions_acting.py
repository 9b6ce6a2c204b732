"""Statements of reasons, suspensions, and staff acting for somebody; all append-only."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


APPEND_ONLY = (
    "accounts_statementofreasons",
    "accounts_suspension",
    "accounts_suspensionlift",
    "accounts_actingrequest",
)


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was decided and done is never edited; the end of acting is its one later change.

    The name of who decided may be forgotten with its user, hence that column.
    """
    role = application_role()
    for table in APPEND_ONLY:
        schema_editor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON accounts_acting FROM {role}")
    schema_editor.execute(f"GRANT UPDATE (ended_at) ON accounts_acting TO {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_social_accounts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acted_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ActingRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.CharField(max_length=10)),
                ("path", models.CharField(max_length=500)),
                ("allowed", models.BooleanField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "acting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="accounts.acting",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="StatementOfReasons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("campaign", "Campaign"),
                            ("amendment", "Change to a campaign"),
                            ("dispute", "Clicks that were questioned"),
                            ("account", "Social account"),
                            ("person", "Your account"),
                            ("organisation", "Your organisation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.BigIntegerField()),
                ("title", models.CharField(max_length=500)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("refused", "Refused"),
                            ("sent_back", "Sent back to be mended"),
                            ("upheld", "The question about the clicks was justified"),
                            ("suspended", "Suspended"),
                        ],
                        max_length=9,
                    ),
                ),
                ("facts", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("ground", models.CharField(max_length=20)),
                ("policy", models.CharField(max_length=10)),
                ("automated", models.BooleanField(default=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "verbose_name_plural": "statements of reasons",
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspension",
                        to="accounts.statementofreasons",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SuspensionLift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suspension",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lift",
                        to="accounts.suspension",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="acting",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="acting_says_why"
            ),
        ),
        migrations.AddIndex(
            model_name="statementofreasons",
            index=models.Index(fields=["kind", "about"], name="statements_about"),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("user", None)),
                    models.Q(("organisation", None), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="statement_has_one_addressee",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementofreasons",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="statement_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("user", None)),
                    models.Q(("organisation", None), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspensionlift",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="lift_says_why"
            ),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
