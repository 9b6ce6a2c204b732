"""A campaign knows who saved it last, and since which version they alone did."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0014_longer_post_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "campaign",
            "saved_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.SET_NULL,
                null=True,
                editable=False,
                related_name="+",
                db_index=False,
            ),
        ),
        migrations.AddField(
            "campaign",
            "saved_alone_from",
            models.PositiveIntegerField(db_default=0, editable=False),
        ),
    ]
