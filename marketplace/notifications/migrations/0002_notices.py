import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MutedTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "topic"), name="topic_muted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("topic__in", ["progress", "reminder"])),
                        name="topic_can_be_muted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-id"], name="notices_of_a_person"),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["user"],
                        name="notices_unread",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("path__startswith", "/"),
                            models.Q(("path__startswith", "//"), _negated=True),
                        ),
                        name="notice_leads_into_the_site",
                    )
                ],
            },
        ),
    ]
