"""Several accounts an influencer, what they speak of, and findings about who is who."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import marketplace.accounts.models.social_account
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role


COPY = """
INSERT INTO accounts_socialaccount
    (influencer_id, network, handle, followers, code, status, reason)
SELECT id, network, lower(ltrim(handle, '@')), followers,
       'franc-' || upper(substr(md5(random()::text), 1, 6)), 'claimed', ''
FROM accounts_influencer;
UPDATE accounts_influencer SET languages = ARRAY['fr'];
SET CONSTRAINTS ALL IMMEDIATE;
"""


def copy_accounts(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody has proven the one account that everybody had."""
    schema_editor.execute(COPY, params=None)


def guard_decisions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was decided about a finding is never edited, only decided again."""
    role = application_role()
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON accounts_findingdecision FROM {role}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_teams"),
    ]

    operations = [
        migrations.AddField(
            model_name="influencer",
            name="birth_date",
            field=models.DateField(null=True, verbose_name="date of birth"),
        ),
        migrations.AddField(
            model_name="influencer",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="influencer",
            name="topics",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AlterField(
            model_name="influencer",
            name="country",
            field=models.CharField(
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
        migrations.CreateModel(
            name="Finding",
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
                (
                    "seen_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "influencers",
                    models.ManyToManyField(related_name="findings", to="accounts.influencer"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
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
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="accounts.finding",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SocialAccount",
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
                            django.core.validators.RegexValidator(
                                "^@?[A-Za-z0-9_.\\-]+$", "Letters, digits, dots and dashes only."
                            )
                        ],
                        verbose_name="handle",
                    ),
                ),
                ("followers", models.PositiveIntegerField(verbose_name="followers")),
                (
                    "code",
                    models.CharField(
                        default=marketplace.accounts.models.social_account.new_code,
                        editable=False,
                        max_length=16,
                    ),
                ),
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
                ("reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="accounts.influencer",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "open"),
                    models.Q(
                        models.Q(("reason", ""), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decided_finding_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.UniqueConstraint(
                models.F("network"),
                models.F("handle"),
                condition=models.Q(("status", "proven")),
                name="proven_handle_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.UniqueConstraint(
                fields=("influencer", "network", "handle"), name="account_listed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handle", django.db.models.functions.text.Lower("handle")),
                    models.Q(("handle__startswith", "@"), _negated=True),
                ),
                name="handle_is_plain",
            ),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proven_at__isnull", False), ("status", "proven")),
                    models.Q(models.Q(("status", "proven"), _negated=True), ("proven_at", None)),
                    _connector="OR",
                ),
                name="proof_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="unproven_has_a_reason",
            ),
        ),
        migrations.RunPython(copy_accounts, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="influencer",
            name="followers",
        ),
        migrations.RemoveField(
            model_name="influencer",
            name="handle",
        ),
        migrations.RemoveField(
            model_name="influencer",
            name="network",
        ),
        migrations.RunPython(guard_decisions, migrations.RunPython.noop),
    ]
