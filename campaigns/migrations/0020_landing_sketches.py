"""What a landing page said, and where its redirects ended."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0019_approved_look"),
    ]

    operations = [
        migrations.AddField(
            model_name="landingcheck",
            name="host",
            field=models.CharField(blank=True, db_default="", max_length=253),
        ),
        migrations.AddField(
            model_name="landingcheck",
            name="sketch",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
    ]
