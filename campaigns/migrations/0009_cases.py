"""Cases: clicks that a person decides together, what was decided, and appeals."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

TABLES = ("campaigns_case", "campaigns_caseclick", "campaigns_casedecision", "campaigns_appeal")

# Rejected in a case and not appealed yet, or being appealed. The hour beyond the thirty days of
# campaigns/cases/appeal_case.py keeps an appeal of the last second from being overtaken.
APPEALABLE = """
CREATE VIEW campaigns_appealableclick AS
    SELECT click.case_id, click.click_id, click.claim_id
    FROM campaigns_caseclick click
    LEFT JOIN campaigns_appeal appeal
        ON appeal.case_id = click.case_id AND appeal.claim_id = click.claim_id
    WHERE click.outcome = 'rejected'
      AND (appeal.status = 'open'
           OR (appeal.id IS NULL AND click.decided_at > now() - interval '30 days 1 hour'));
"""

ANOTHER_DECIDES = """
CREATE FUNCTION refuse_same_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM campaigns_casedecision
               WHERE case_id = NEW.case_id AND by_id = NEW.decided_by_id AND NOT on_appeal) THEN
        RAISE EXCEPTION 'case % was decided by the same person', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_decided_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_decided_by_another BEFORE INSERT OR UPDATE ON campaigns_appeal
    FOR EACH ROW WHEN (NEW.decided_by_id IS NOT NULL) EXECUTE FUNCTION refuse_same_decider();
CREATE TRIGGER case_decision_append_only BEFORE UPDATE OR DELETE ON campaigns_casedecision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

RIGHTS = """
GRANT SELECT ON campaigns_appealableclick TO {role};
REVOKE INSERT, UPDATE, DELETE ON campaigns_appealableclick FROM {role};
REVOKE DELETE ON {tables} FROM {role};
REVOKE UPDATE ON campaigns_casedecision, campaigns_caseclick, campaigns_appeal FROM {role};
GRANT UPDATE (outcome, decided_at) ON campaigns_caseclick TO {role};
GRANT UPDATE (status, answer, decided_by_id, decided_at) ON campaigns_appeal TO {role};
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(APPEALABLE, params=None)
    schema_editor.execute(ANOTHER_DECIDES, params=None)
    rights = RIGHTS.format(role=application_role(), tables=", ".join(TABLES))
    schema_editor.execute(rights, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0008_facts_of_clicks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AppealableClick",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "click_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("click_id", models.UUIDField()),
            ],
            options={
                "db_table": "campaigns_appealableclick",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("key", models.TextField(unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("decided", "Decided")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("evidence", models.JSONField(default=dict)),
                (
                    "opened_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="campaigns.campaign",
                    ),
                ),
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
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=2000, verbose_name="why these clicks should be paid"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Being looked at"),
                            ("upheld", "Upheld"),
                            ("refused", "Refused"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="campaigns.claim",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="campaigns.case",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CaseClick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("click_id", models.UUIDField()),
                ("click_at", models.DateTimeField()),
                ("outcome", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clicks",
                        to="campaigns.case",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_clicks",
                        to="campaigns.claim",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outcome", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.PositiveIntegerField()),
                ("on_appeal", models.BooleanField(default=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="campaigns.case",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.claim",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Restatement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim_id",
                        "day",
                        "on",
                        "verdict",
                        "reason",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("day", models.DateField()),
                ("on", models.DateField()),
                ("verdict", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="campaigns.claim",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True), models.Q(("key", ""), _negated=True)
                ),
                name="case_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "open"),
                    models.Q(("decided_at__isnull", False), ("status", "decided")),
                    _connector="OR",
                ),
                name="case_decision_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                fields=("case", "claim"), name="one_appeal_a_case_and_claim"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="appeal_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("status", "open")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("status__in", ["upheld", "refused"]),
                        ("decided_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="appeal_answer_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="caseclick",
            index=models.Index(fields=["click_id"], name="cases_of_click"),
        ),
        migrations.AddConstraint(
            model_name="caseclick",
            constraint=models.UniqueConstraint(
                fields=("case", "click_id"), name="click_once_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseclick",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("outcome", "")),
                    models.Q(("decided_at__isnull", False), ("outcome__in", ("valid", "rejected"))),
                    _connector="OR",
                ),
                name="case_click_decision_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="casedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("valid", "rejected"))),
                name="case_decision_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="casedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="case_decision_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="restatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__gt", models.F("day"))), name="restated_on_a_later_day"
            ),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
