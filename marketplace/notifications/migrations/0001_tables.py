"""Mail that was sent, notices on the site, and topics that somebody muted."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now

# The key that Django gives a model.
ID: dict[str, Any] = {
    "auto_created": True,
    "primary_key": True,
    "serialize": False,
    "verbose_name": "ID",
}


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("notifications", "0001_initial"),
        ("notifications", "0002_notices"),
    ]
    dependencies = [
        ("marketplace", "0001_roles_and_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("delivered_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="MutedTopic",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "user",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("decision", "Refusals and other decisions about what is yours"),
                            ("money", "Your money"),
                            ("progress", "Good news: an approval, a campaign that begins"),
                            ("reminder", "Reminders: something waits for you"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "topic"), name="topic_muted_once"),
                    models.CheckConstraint(
                        condition=models.Q(topic__in=["progress", "reminder"]),
                        name="topic_can_be_muted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "user",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("decision", "Refusals and other decisions about what is yours"),
                            ("money", "Your money"),
                            ("progress", "Good news: an approval, a campaign that begins"),
                            ("reminder", "Reminders: something waits for you"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.JSONField()),
                ("path", models.CharField(max_length=200)),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-id"], name="notices_of_a_person"),
                    models.Index(
                        condition=models.Q(read_at=None), fields=["user"], name="notices_unread"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("path__startswith", "/"), ~models.Q(path__startswith="//")
                        ),
                        name="notice_leads_into_the_site",
                    )
                ],
            },
        ),
    ]
