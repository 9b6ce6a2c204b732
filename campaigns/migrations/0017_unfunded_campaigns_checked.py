"""Every campaign's state is a known one: checked without a lock that others wait for."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0016_unfunded_campaigns"),
    ]

    operations = [
        ValidateConstraint(model_name="campaign", name="campaign_status_known"),
    ]
