from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0016_poison_clicks"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="hourlyverdict",
            index=models.Index(fields=["hour"], name="hourly_verdict_by_hour"),
        ),
    ]
