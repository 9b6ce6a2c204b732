import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0015_poison_clicks"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="hourlyverdict",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True,
                fields=["hour"],
                name="hourly_verdict_by_hour",
                pages_per_range=32,
            ),
        ),
    ]
