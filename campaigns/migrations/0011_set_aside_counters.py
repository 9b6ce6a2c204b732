"""Clicks and cents that are set aside, counted beside what was earned; one column's new name."""

from django.db import migrations, models
from django.db.models import F, Q

NAMED = "campaign_counters_not_negative"


def not_negative(clicks: str) -> models.CheckConstraint:
    condition = Q(**{"earned_cents__gte": 0, "fee_cents__gte": 0, f"{clicks}__gte": 0})
    return models.CheckConstraint(condition=condition, name=NAMED)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0010_appeals_by_day"),
    ]

    operations = [
        # The column keeps its name, for hosts that run the code from before.
        migrations.AlterField(
            "campaign",
            "paid_clicks",
            models.BigIntegerField(db_column="paid_clicks", default=0, editable=False),
        ),
        migrations.AlterField(
            "claim", "paid_clicks", models.PositiveIntegerField(db_column="paid_clicks", default=0)
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveConstraint("campaign", NAMED)]
        ),
        migrations.RenameField("campaign", "paid_clicks", "earned_clicks"),
        migrations.RenameField("claim", "paid_clicks", "earned_clicks"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddConstraint("campaign", not_negative("earned_clicks")),
            ]
        ),
        migrations.AddField(
            "campaign", "set_aside_clicks", models.BigIntegerField(db_default=0, editable=False)
        ),
        migrations.AddField(
            "campaign", "set_aside_cents", models.BigIntegerField(db_default=0, editable=False)
        ),
        migrations.AddField(
            "claim", "set_aside_clicks", models.PositiveIntegerField(db_default=0, editable=False)
        ),
        migrations.AddField(
            "claim", "set_aside_cents", models.PositiveIntegerField(db_default=0, editable=False)
        ),
        migrations.AddConstraint(
            "campaign",
            models.CheckConstraint(
                condition=Q(
                    set_aside_clicks__gte=0,
                    set_aside_clicks__lte=F("earned_clicks"),
                    set_aside_cents__gte=0,
                    set_aside_cents__lte=F("earned_cents"),
                ),
                name="campaign_set_aside_was_earned",
            ),
        ),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=Q(
                    set_aside_clicks__lte=F("earned_clicks"),
                    set_aside_cents__lte=F("accrued_cents"),
                ),
                name="claim_set_aside_was_earned",
            ),
        ),
    ]
