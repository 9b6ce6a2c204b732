"""Clicks counted by hour and by link, and what is left of them when they are forgotten."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0017_hourly_verdict_by_hour"),
    ]
    dependencies = [
        ("campaigns", "0004_cases_and_patterns"),
    ]

    operations = [
        migrations.CreateModel(
            name="HourlyVerdict",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim_id", "hour", "verdict", "reason", serialize=False
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        "campaigns.claim", models.DO_NOTHING, db_constraint=False, related_name="+"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("verdict", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["hour"], name="hourly_verdict_by_hour")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(clicks__gte=0), name="hourly_verdict_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HourlySettlement",
            fields=[
                ("pk", models.CompositePrimaryKey("claim_id", "hour", "reason", serialize=False)),
                (
                    "claim",
                    models.ForeignKey(
                        "campaigns.claim", models.DO_NOTHING, db_constraint=False, related_name="+"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
                ("cents", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(cents__gte=0, clicks__gte=0),
                        name="hourly_settlement_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkTotal",
            fields=[
                ("pk", models.CompositePrimaryKey("link_id", "outcome", serialize=False)),
                (
                    "link",
                    models.ForeignKey(
                        "campaigns.link",
                        models.DO_NOTHING,
                        db_constraint=False,
                        related_name="totals",
                    ),
                ),
                ("outcome", models.TextField()),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(clicks__gte=0), name="link_total_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Restatement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "claim_id", "day", "on", "verdict", "reason", serialize=False
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        "campaigns.claim", models.DO_NOTHING, db_constraint=False, related_name="+"
                    ),
                ),
                ("day", models.DateField()),
                ("on", models.DateField()),
                ("verdict", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(on__gt=models.F("day")), name="restated_on_a_later_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("job", models.TextField()),
                ("at", models.DateTimeField(db_default=Now())),
                ("up_to", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
                ("purged", models.BigIntegerField(default=0)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["job", "-id"], name="purge_latest"),
                    models.Index(
                        condition=models.Q(purged__gt=0), fields=["-id"], name="purge_that_found"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(job=""), name="purge_says_which")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sealing",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("day", models.DateField()),
                ("at", models.DateTimeField(db_default=Now())),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["day"], name="sealing_by_day")],
            },
        ),
        migrations.CreateModel(
            name="SealedTotal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "sealing_id", "claim_id", "verdict", "reason", serialize=False
                    ),
                ),
                (
                    "sealing",
                    models.ForeignKey("campaigns.sealing", models.PROTECT, related_name="totals"),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        "campaigns.claim", models.DO_NOTHING, db_constraint=False, related_name="+"
                    ),
                ),
                ("verdict", models.TextField()),
                ("reason", models.TextField()),
                ("clicks", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(clicks__gt=0), name="sealed_total_positive"
                    )
                ],
            },
        ),
    ]
