"""Invitations of brands, by an agency that asks for a mandate."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_organisation_name_keys_filled"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="brand",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="came_by",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="brand_name",
            field=models.CharField(blank=True, db_default="", max_length=120, verbose_name="brand"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="limit_cents",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("owner", "Owner"),
                    ("manager", "Campaign manager"),
                    ("finance", "Finance"),
                    ("viewer", "Viewer"),
                ],
                max_length=8,
                verbose_name="role",
            ),
        ),
    ]
