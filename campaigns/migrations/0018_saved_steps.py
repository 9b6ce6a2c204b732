"""Which steps of a draft somebody has seen and saved."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0017_unfunded_campaigns_checked"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="saved_steps",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                size=None,
            ),
        ),
    ]
