"""What was looked at is as long as a landing page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0012_longer_landing_pages"),
    ]

    operations = [
        # A longer varchar rewrites nothing: its lock is that of a moment.
        migrations.AlterField(
            model_name="landingcheck",
            name="url",
            field=models.URLField(max_length=2000),
        ),
    ]
