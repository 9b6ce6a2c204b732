from django.db import migrations

DAYS = """
INSERT INTO campaigns_dailyspending (campaign_id, day, earned_cents)
SELECT claim.campaign_id, (click_at AT TIME ZONE 'UTC')::date, sum(cents)
FROM payouts_clickearning earning JOIN campaigns_claim claim ON claim.id = earning.claim_id
WHERE cents > 0 GROUP BY 1, 2
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    """What the days cost before they were counted."""

    dependencies = [
        ("campaigns", "0004_whole_life"),
        ("payouts", "0002_ledger_guards"),
    ]

    operations = [migrations.RunSQL(DAYS, migrations.RunSQL.noop)]
