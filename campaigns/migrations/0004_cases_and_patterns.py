"""What pass B remembers of many clicks; cases that a person decides, and appeals."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


# Rejected in a case and not appealed yet, or being appealed. The hour beyond the thirty days
# in which one may appeal keeps an appeal of the last second from being overtaken.
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


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0009_cases"),
        ("campaigns", "0011_patterns"),
    ]
    dependencies = [
        ("campaigns", "0003_clicks"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkDay",
            fields=[
                ("pk", models.CompositePrimaryKey("link_id", "day", serialize=False)),
                ("link_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("clicks", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ClickEdge",
            fields=[
                ("pk", models.CompositePrimaryKey("clicker_id", "claim_id", serialize=False)),
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
                ("id", models.BigAutoField(**ID)),
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
                ("id", models.BigAutoField(**ID)),
                ("started_at", models.DateTimeField(db_default=Now())),
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
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("reason", models.TextField()),
                ("key", models.TextField(unique=True)),
                (
                    "campaign",
                    models.ForeignKey("campaigns.campaign", models.PROTECT, related_name="cases"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("decided", "Decided")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("evidence", models.JSONField(default=dict)),
                ("opened_at", models.DateTimeField(db_default=Now())),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(~models.Q(reason=""), ~models.Q(key="")),
                        name="case_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "open"),
                            models.Q(decided_at__isnull=False, status="decided"),
                            _connector="OR",
                        ),
                        name="case_decision_is_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseClick",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "case",
                    models.ForeignKey("campaigns.case", models.PROTECT, related_name="clicks"),
                ),
                ("click_id", models.UUIDField()),
                ("click_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        "campaigns.claim", models.PROTECT, related_name="case_clicks"
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["click_id"], name="cases_of_click")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "click_id"), name="click_once_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, outcome=""),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("outcome__in", ("valid", "rejected")),
                            ),
                            _connector="OR",
                        ),
                        name="case_click_decision_is_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseDecision",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "case",
                    models.ForeignKey("campaigns.case", models.PROTECT, related_name="decisions"),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        "campaigns.claim", models.PROTECT, null=True, related_name="+"
                    ),
                ),
                ("outcome", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                ("on_appeal", models.BooleanField(default=False)),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("valid", "rejected"))),
                        name="case_decision_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(reason=""), name="case_decision_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "case",
                    models.ForeignKey("campaigns.case", models.PROTECT, related_name="appeals"),
                ),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.PROTECT, related_name="appeals"),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=2000, verbose_name="why these clicks should be paid"
                    ),
                ),
                ("at", models.DateTimeField(db_default=Now())),
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
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "claim"), name="one_appeal_a_case_and_claim"
                    ),
                    models.CheckConstraint(condition=~models.Q(text=""), name="appeal_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(decided_at=None, decided_by=None, status="open"),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("status__in", ["upheld", "refused"]),
                                ("decided_by__isnull", False),
                                ~models.Q(answer=""),
                            ),
                            _connector="OR",
                        ),
                        name="appeal_answer_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL(APPEALABLE, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AppealableClick",
            fields=[
                ("pk", models.CompositePrimaryKey("case_id", "click_id", serialize=False)),
                ("case", models.ForeignKey("campaigns.case", models.DO_NOTHING, related_name="+")),
                ("click_id", models.UUIDField()),
                (
                    "claim",
                    models.ForeignKey("campaigns.claim", models.DO_NOTHING, related_name="+"),
                ),
            ],
            options={
                "db_table": "campaigns_appealableclick",
                "managed": False,
            },
        ),
    ]
