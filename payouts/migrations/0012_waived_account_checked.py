"""Every account has its owner: checked without a lock that others wait for."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0011_waived_account"),
    ]

    operations = [
        ValidateConstraint(model_name="account", name="account_has_its_owner"),
    ]
