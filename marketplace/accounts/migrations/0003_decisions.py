"""Statements of reasons, suspensions, and staff acting for somebody."""

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


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0004_statements_suspensions_acting"),
    ]
    dependencies = [
        ("accounts", "0002_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementOfReasons",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("campaign", "Campaign"),
                            ("amendment", "Change to a campaign"),
                            ("dispute", "Clicks that were questioned"),
                            ("case", "Clicks that were reviewed together"),
                            ("appeal", "Appeal"),
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
                    "user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.PROTECT,
                        null=True,
                        related_name="statements",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation",
                        models.PROTECT,
                        null=True,
                        related_name="statements",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("refused", "Refused"),
                            ("sent_back", "Sent back to be mended"),
                            ("upheld", "The question about the clicks was justified"),
                            ("granted", "The appeal was justified"),
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
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "verbose_name_plural": "statements of reasons",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["kind", "about"], name="statements_about")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(organisation__isnull=False, user=None),
                            models.Q(organisation=None, user__isnull=False),
                            _connector="OR",
                        ),
                        name="statement_has_one_addressee",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(reason=""), name="statement_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.PROTECT,
                        null=True,
                        related_name="suspensions",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        "accounts.organisation",
                        models.PROTECT,
                        null=True,
                        related_name="suspensions",
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        "accounts.statementofreasons", models.PROTECT, related_name="suspension"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(organisation__isnull=False, user=None),
                            models.Q(organisation=None, user__isnull=False),
                            _connector="OR",
                        ),
                        name="suspension_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuspensionLift",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "suspension",
                    models.OneToOneField(
                        "accounts.suspension", models.PROTECT, related_name="lift"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(reason=""), name="lift_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="Acting",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acted_for"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=Now())),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(reason=""), name="acting_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="ActingRequest",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "acting",
                    models.ForeignKey("accounts.acting", models.PROTECT, related_name="requests"),
                ),
                ("method", models.CharField(max_length=10)),
                ("path", models.CharField(max_length=500)),
                ("allowed", models.BooleanField()),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
    ]
