from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("campaigns", "0002_click_tables"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in_review"]),
                    models.Q(("destination_url", ""), _negated=True),
                    _connector="OR",
                ),
                name="campaign_that_ran_was_approved",
            ),
        ),
    ]
