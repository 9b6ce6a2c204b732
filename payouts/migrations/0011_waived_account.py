"""What people waived when they left has an account of its own: docs/decisions/0025."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0010_payouts_below_the_minimum_checked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="kind",
            field=models.CharField(
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
                    ("waived", "Waived"),
                ],
                max_length=24,
            ),
        ),
        migrations.RemoveConstraint(model_name="account", name="account_has_its_owner"),
        AddConstraintNotValid(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    kind="brand_funds", organisation__isnull=False, campaign=None, influencer=None
                )
                | models.Q(
                    kind__in=["campaign_escrow", "fee"],
                    campaign__isnull=False,
                    organisation=None,
                    influencer=None,
                )
                | models.Q(
                    kind__startswith="influencer_",
                    influencer__isnull=False,
                    organisation=None,
                    campaign=None,
                )
                | models.Q(
                    kind__in=["bank", "payout_clearing", "vat", "waived"],
                    organisation=None,
                    campaign=None,
                    influencer=None,
                ),
                name="account_has_its_owner",
            ),
        ),
    ]
