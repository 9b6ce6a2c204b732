"""What a landing page was when a reviewer let it through."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0018_saved_steps"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="approved_look",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="campaigns.landingcheck",
            ),
        ),
    ]
