"""Users, influencers with their social accounts, and findings about who is who."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models.functions import Lower, Now

from marketplace.accounts.models.social_account import new_code

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
        ("accounts", "0001_initial"),
        ("accounts", "0003_social_accounts"),
        ("accounts", "0007_cases"),
    ]
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("influencer", "Influencer"),
                            ("brand", "Brand or agency"),
                            ("reviewer", "Reviewer"),
                            ("finance", "Finance"),
                        ],
                        default="influencer",
                        max_length=12,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")], default="fr", max_length=5
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="Influencer",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "user",
                    models.OneToOneField(
                        settings.AUTH_USER_MODEL, models.CASCADE, related_name="influencer"
                    ),
                ),
                ("display_name", models.CharField(max_length=60, verbose_name="public name")),
                ("birth_date", models.DateField(null=True, verbose_name="date of birth")),
                (
                    "country",
                    models.CharField(
                        choices=[
                            ("FR", "France"),
                            ("BE", "Belgium"),
                            ("CH", "Switzerland"),
                            ("LU", "Luxembourg"),
                            ("DE", "Germany"),
                            ("ES", "Spain"),
                            ("IT", "Italy"),
                            ("NL", "Netherlands"),
                            ("PT", "Portugal"),
                            ("AT", "Austria"),
                            ("IE", "Ireland"),
                            ("PL", "Poland"),
                        ],
                        default="FR",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "languages",
                    ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("fr", "French"),
                                ("en", "English"),
                                ("de", "German"),
                                ("es", "Spanish"),
                                ("it", "Italian"),
                                ("nl", "Dutch"),
                                ("pt", "Portuguese"),
                                ("ar", "Arabic"),
                                ("pl", "Polish"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "topics",
                    ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("travel", "Travel and transport"),
                                ("food", "Food and drink"),
                                ("home", "Home and garden"),
                                ("fashion", "Fashion"),
                                ("beauty", "Beauty and care"),
                                ("family", "Family and children"),
                                ("sport", "Sport and outdoors"),
                                ("culture", "Culture and music"),
                                ("games", "Games"),
                                ("technology", "Technology"),
                                ("education", "Learning and work"),
                                ("money", "Everyday money"),
                                ("causes", "Environment and causes"),
                                ("local", "Local life"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="topics",
                    ),
                ),
                ("is_adult", models.BooleanField(default=False, verbose_name="I am 18 or older")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(is_adult=True), name="influencers_are_adults"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SocialAccount",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "influencer",
                    models.ForeignKey(
                        "accounts.influencer", models.CASCADE, related_name="accounts"
                    ),
                ),
                (
                    "network",
                    models.CharField(
                        choices=[
                            ("instagram", "Instagram"),
                            ("tiktok", "TikTok"),
                            ("facebook", "Facebook"),
                            ("x", "X"),
                            ("youtube", "YouTube"),
                            ("whatsapp", "WhatsApp"),
                        ],
                        max_length=10,
                        verbose_name="network",
                    ),
                ),
                (
                    "handle",
                    models.CharField(
                        max_length=60,
                        validators=[
                            RegexValidator(
                                "^@?[A-Za-z0-9_.\\-]+$", "Letters, digits, dots and dashes only."
                            )
                        ],
                        verbose_name="handle",
                    ),
                ),
                ("followers", models.PositiveIntegerField(verbose_name="followers")),
                ("code", models.CharField(default=new_code, editable=False, max_length=16)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("claimed", "To be proven"),
                            ("waiting", "Being checked"),
                            ("proven", "Proven"),
                            ("refused", "Not proven"),
                        ],
                        default="claimed",
                        max_length=7,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("code_seen_at", models.DateTimeField(null=True)),
                ("proven_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("network"),
                        models.F("handle"),
                        condition=models.Q(status="proven"),
                        name="proven_handle_once",
                    ),
                    models.UniqueConstraint(
                        fields=("influencer", "network", "handle"), name="account_listed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handle", Lower("handle")), ~models.Q(handle__startswith="@")
                        ),
                        name="handle_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(proven_at__isnull=False, status="proven"),
                            models.Q(~models.Q(status="proven"), ("proven_at", None)),
                            _connector="OR",
                        ),
                        name="proof_is_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ~models.Q(status="refused"), ~models.Q(reason=""), _connector="OR"
                        ),
                        name="unproven_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(**ID)),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_handle", "Same social account"),
                            ("same_device", "Same device"),
                            ("same_iban", "Same bank account"),
                        ],
                        max_length=11,
                    ),
                ),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("evidence", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "To be looked at"),
                            ("explained", "Explained"),
                            ("confirmed", "One person"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("seen_at", models.DateTimeField(db_default=Now())),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "influencers",
                    models.ManyToManyField(related_name="findings", to="accounts.influencer"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "open"),
                            models.Q(~models.Q(reason=""), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="decided_finding_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                ("id", models.BigAutoField(**ID)),
                (
                    "finding",
                    models.ForeignKey("accounts.finding", models.PROTECT, related_name="decisions"),
                ),
                (
                    "from_status",
                    models.CharField(
                        choices=[
                            ("open", "To be looked at"),
                            ("explained", "Explained"),
                            ("confirmed", "One person"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("open", "To be looked at"),
                            ("explained", "Explained"),
                            ("confirmed", "One person"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "ordering": ["id"],
            },
        ),
    ]
