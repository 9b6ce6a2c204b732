import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("campaigns", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bank", "Bank"),
                            ("brand_funds", "Brand Funds"),
                            ("campaign_escrow", "Campaign Escrow"),
                            ("influencer_pending", "Influencer Pending"),
                            ("influencer_available", "Influencer Available"),
                            ("influencer_receivable", "Influencer Receivable"),
                            ("payout_clearing", "Payout Clearing"),
                            ("fee", "Fee"),
                            ("vat", "Vat"),
                        ],
                        max_length=24,
                    ),
                ),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("balance_cents", models.BigIntegerField(db_default=0)),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "influencer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.influencer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClickEarning",
            fields=[
                ("click_id", models.UUIDField(primary_key=True, serialize=False)),
                ("click_at", models.DateTimeField()),
                ("claim_id", models.BigIntegerField()),
                ("cents", models.PositiveIntegerField()),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("", "Paid"),
                            ("cap_reached", "Cap Reached"),
                            ("budget_spent", "Budget Spent"),
                        ]
                    ),
                ),
                ("transfer_id", models.BigIntegerField(null=True)),
                (
                    "settled_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["claim_id"], name="earning_of_claim")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cents__gt", 0), ("reason", ""), ("transfer_id__isnull", False)
                            ),
                            models.Q(
                                ("cents", 0),
                                ("transfer_id", None),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="earning_or_its_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayoutAccount",
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
                ("holder", models.CharField(max_length=70, verbose_name="account holder")),
                ("street", models.CharField(max_length=70, verbose_name="street and number")),
                ("postcode", models.CharField(max_length=16, verbose_name="postcode")),
                ("city", models.CharField(max_length=35, verbose_name="city")),
                ("country", models.CharField(default="FR", max_length=2, verbose_name="country")),
                ("iban_encrypted", models.BinaryField()),
                ("iban_masked", models.CharField(max_length=40)),
                ("fingerprint", models.BinaryField(db_index=True, max_length=32)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "influencer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payout_account",
                        to="accounts.influencer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PayoutRun",
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
                    "status",
                    models.CharField(
                        choices=[("filed", "File ready"), ("sent", "Sent to the bank")],
                        default="filed",
                        max_length=5,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("total_cents", models.BigIntegerField()),
                ("file_encrypted", models.BinaryField()),
                ("file_sha256", models.CharField(max_length=64)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=24)),
                ("idempotency_key", models.CharField(max_length=100, unique=True)),
                ("payload_hash", models.BinaryField(max_length=32)),
                ("memo", models.CharField(blank=True, max_length=200)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="payouts.transfer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cents", models.BigIntegerField()),
                ("iban_masked", models.CharField(max_length=40)),
                (
                    "influencer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to="accounts.influencer",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to="payouts.payoutrun",
                    ),
                ),
                (
                    "reserved_by",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payouts.transfer",
                    ),
                ),
                (
                    "sent_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payouts.transfer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cents", models.PositiveIntegerField()),
                ("due_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="campaigns.claim",
                    ),
                ),
                (
                    "released_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="payouts.transfer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("amount_cents", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="payouts.account",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="payouts.transfer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("kind", "currency", "organisation", "campaign", "influencer"),
                name="one_account_of_a_kind",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("id", "currency"), name="account_with_its_currency"
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["bank", "influencer_receivable"]),
                    ("balance_cents__gte", 0),
                    _connector="OR",
                ),
                name="account_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("campaign", None),
                        ("influencer", None),
                        ("kind", "brand_funds"),
                        ("organisation__isnull", False),
                    ),
                    models.Q(
                        ("campaign__isnull", False),
                        ("influencer", None),
                        ("kind__in", ["campaign_escrow", "fee"]),
                        ("organisation", None),
                    ),
                    models.Q(
                        ("campaign", None),
                        ("influencer__isnull", False),
                        ("kind__startswith", "influencer_"),
                        ("organisation", None),
                    ),
                    models.Q(
                        ("campaign", None),
                        ("influencer", None),
                        ("kind__in", ["bank", "payout_clearing", "vat"]),
                        ("organisation", None),
                    ),
                    _connector="OR",
                ),
                name="account_has_its_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at", None), ("status", "filed")),
                    models.Q(
                        ("sent_at__isnull", False), ("sent_by__isnull", False), ("status", "sent")
                    ),
                    _connector="OR",
                ),
                name="run_sent_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.UniqueConstraint(
                fields=("run", "influencer"), name="payout_once_a_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gte", 1000)), name="payout_of_ten_euros"
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(
                condition=models.Q(("released_by", None)), fields=["due_at"], name="hold_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_by", None)),
                fields=("claim", "due_at"),
                name="one_open_hold_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="hold_holds_something"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["transfer", "id"], name="entry_of_transfer"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents", 0), _negated=True), name="entry_moves_something"
            ),
        ),
    ]
