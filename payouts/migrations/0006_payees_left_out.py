"""A payout run keeps whom its file could not name, and why."""

from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0005_set_aside_counters"),
    ]

    operations = [
        # The database's default is for hosts that still run the code before it.
        migrations.AddField(
            model_name="payoutrun",
            name="left_out",
            field=models.JSONField(
                default=list, db_default=Value([], output_field=models.JSONField())
            ),
        ),
    ]
