"""Landing pages that report how long they were looked at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0012_post_words")]

    operations = [
        migrations.AddField(
            "campaign",
            "has_beacon",
            models.BooleanField(
                default=False, verbose_name="The landing page carries Franc’s beacon"
            ),
        ),
    ]
