"""The skeleton of each organisation's name: no other may look like it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_greek_vat_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="name_key",
            field=models.TextField(null=True, editable=False),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("name_key",), name="organisation_looks_like_no_other"
            ),
        ),
    ]
