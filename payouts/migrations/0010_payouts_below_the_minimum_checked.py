"""Every payout is of the minimum or a last one: checked without a lock that others wait for."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0009_payouts_below_the_minimum"),
    ]

    operations = [
        ValidateConstraint(model_name="payout", name="payout_of_ten_euros_or_last"),
    ]
