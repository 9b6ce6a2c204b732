"""Whoever may appeal until a day has all of that day, in Paris."""

from django.db import migrations

# The hour beyond it keeps an appeal of the last second from being overtaken.
APPEALABLE = """
CREATE OR REPLACE VIEW campaigns_appealableclick AS
    SELECT click.case_id, click.click_id, click.claim_id
    FROM campaigns_caseclick click
    LEFT JOIN campaigns_appeal appeal
        ON appeal.case_id = click.case_id AND appeal.claim_id = click.claim_id
    WHERE click.outcome = 'rejected'
      AND (appeal.status = 'open' OR (appeal.id IS NULL
           AND now() < paris_midnight(click.decided_at, 31) + interval '1 hour'));
"""
BEFORE = """
CREATE OR REPLACE VIEW campaigns_appealableclick AS
    SELECT click.case_id, click.click_id, click.claim_id
    FROM campaigns_caseclick click
    LEFT JOIN campaigns_appeal appeal
        ON appeal.case_id = click.case_id AND appeal.claim_id = click.claim_id
    WHERE click.outcome = 'rejected'
      AND (appeal.status = 'open'
           OR (appeal.id IS NULL AND click.decided_at > now() - interval '30 days 1 hour'));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_counted_days"),
    ]

    operations = [
        migrations.RunSQL(APPEALABLE, BEFORE),
    ]
