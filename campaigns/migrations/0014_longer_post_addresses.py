"""Networks add hundreds of characters to the address of a post that is copied."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0013_longer_landing_checks"),
    ]

    operations = [
        # A longer varchar rewrites nothing: its lock is that of a moment.
        migrations.AlterField(
            model_name="post",
            name="url",
            field=models.URLField(max_length=2000, verbose_name="address of the post"),
        ),
    ]
