"""An approved campaign whose buyer's funds do not cover it yet has a state of its own."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0015_who_saved"),
    ]

    operations = [
        migrations.AlterField(
            model_name="campaign",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("unfunded", "Approved, waits for funds"),
                    ("live", "Live"),
                    ("paused", "Paused"),
                    ("exhausted", "Budget spent"),
                    ("ended", "Ended"),
                    ("closed", "Closed"),
                ],
                default="draft",
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="start_obstacle",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=20
            ),
        ),
        migrations.RemoveConstraint(model_name="campaign", name="campaign_status_known"),
        AddConstraintNotValid(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    status__in=[
                        "draft",
                        "in_review",
                        "unfunded",
                        "live",
                        "paused",
                        "exhausted",
                        "ended",
                        "closed",
                    ]
                ),
                name="campaign_status_known",
            ),
        ),
    ]
