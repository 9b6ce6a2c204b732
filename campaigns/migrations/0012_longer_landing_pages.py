"""A landing page has 2,000 characters: shops and advertisers' addresses are long."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0011_set_aside_counters"),
    ]

    operations = [
        # A longer varchar rewrites nothing: its lock is that of a moment.
        migrations.AlterField(
            model_name="campaign",
            name="landing_url",
            field=models.URLField(blank=True, max_length=2000, verbose_name="landing page"),
        ),
    ]
