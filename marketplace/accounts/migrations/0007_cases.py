"""Statements of reasons about cases of clicks, and about appeals."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_proof_removed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="statementofreasons",
            name="decision",
            field=models.CharField(
                choices=[
                    ("refused", "Refused"),
                    ("sent_back", "Sent back to be mended"),
                    ("upheld", "The question about the clicks was justified"),
                    ("granted", "The appeal was justified"),
                    ("suspended", "Suspended"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="statementofreasons",
            name="kind",
            field=models.CharField(
                choices=[
                    ("post", "Post"),
                    ("campaign", "Campaign"),
                    ("amendment", "Change to a campaign"),
                    ("dispute", "Clicks that were questioned"),
                    ("case", "Clicks that were reviewed together"),
                    ("appeal", "Appeal"),
                    ("account", "Social account"),
                    ("person", "Your account"),
                    ("organisation", "Your organisation"),
                ],
                max_length=12,
            ),
        ),
    ]
