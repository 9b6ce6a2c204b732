import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0015_lighter_queues"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimOnTrial",
            fields=[
                ("claim_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("arrival", models.BigIntegerField(null=True)),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ParkedClick",
            fields=[
                ("arrival", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "parked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
    ]
