from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0005_absences_and_link_totals"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="low_told_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
