"""What a post says besides its message, so that words that ask for clicks can be marked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0011_patterns"),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="words",
            field=models.TextField(blank=True, default="", verbose_name="what your post says"),
        ),
    ]
