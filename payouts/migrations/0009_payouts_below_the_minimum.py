"""A payout below the minimum names the wish that allows it."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0008_waivers"),
    ]

    operations = [
        migrations.AddField(
            model_name="payout",
            name="asked_for",
            field=models.ForeignKey(
                "payouts.lastpayout", models.PROTECT, null=True, related_name="payouts"
            ),
        ),
        migrations.RemoveConstraint(model_name="payout", name="payout_of_ten_euros"),
        AddConstraintNotValid(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(cents__gte=1000)
                | models.Q(cents__gte=1, asked_for__isnull=False),
                name="payout_of_ten_euros_or_last",
            ),
        ),
    ]
