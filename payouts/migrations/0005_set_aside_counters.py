"""The database counts what is set aside of each claim and campaign, as rows come and go.

So every page says the same of it without climbing, and no program can forget to. Whoever writes
such rows has locked the campaign and its claims (payouts/earnings.py).
"""

from django.db import migrations

COUNT = """
CREATE FUNCTION count_set_aside() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    UPDATE public.campaigns_claim claim
    SET set_aside_clicks = set_aside_clicks + sign * moved.clicks,
        set_aside_cents = set_aside_cents + sign * moved.cents
    FROM (SELECT claim_id, count(*) FILTER (WHERE earned.cents > 0) AS clicks,
                 sum(earned.cents) AS cents
          FROM moved JOIN (
              SELECT click_id, sum(cents) AS cents FROM public.payouts_clickearning
              WHERE click_id IN (SELECT click_id FROM moved) GROUP BY 1
          ) AS earned USING (click_id) GROUP BY 1) AS moved
    WHERE claim.id = moved.claim_id;
    UPDATE public.campaigns_campaign campaign
    SET set_aside_clicks = counted.clicks, set_aside_cents = counted.cents
    FROM (SELECT campaign_id, sum(set_aside_clicks) AS clicks, sum(set_aside_cents) AS cents
          FROM public.campaigns_claim WHERE campaign_id IN (
              SELECT campaign_id FROM public.campaigns_claim
              WHERE id IN (SELECT claim_id FROM moved))
          GROUP BY 1) AS counted
    WHERE campaign.id = counted.campaign_id;
    RETURN NULL;
END $$;
CREATE TRIGGER set_aside_is_counted AFTER INSERT ON payouts_setaside
    REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION count_set_aside();
CREATE TRIGGER set_aside_no_longer_counts AFTER DELETE ON payouts_setaside
    REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION count_set_aside();
"""
UNCOUNT = """
DROP TRIGGER set_aside_no_longer_counts ON payouts_setaside;
DROP TRIGGER set_aside_is_counted ON payouts_setaside;
DROP FUNCTION count_set_aside();
"""

# What waits when this runs: some thousands at most, each for days.
PRESENT = """
UPDATE campaigns_claim claim SET set_aside_clicks = now_in.clicks, set_aside_cents = now_in.cents
FROM (SELECT aside.claim_id, count(*) FILTER (WHERE earned.cents > 0) AS clicks,
             sum(earned.cents) AS cents
      FROM payouts_setaside aside JOIN (
          SELECT click_id, sum(cents) AS cents FROM payouts_clickearning
          WHERE click_id IN (SELECT click_id FROM payouts_setaside) GROUP BY 1
      ) AS earned USING (click_id) GROUP BY 1) AS now_in
WHERE claim.id = now_in.claim_id;
UPDATE campaigns_campaign campaign
SET set_aside_clicks = counted.clicks, set_aside_cents = counted.cents
FROM (SELECT campaign_id, sum(set_aside_clicks) AS clicks, sum(set_aside_cents) AS cents
      FROM campaigns_claim WHERE set_aside_clicks > 0 GROUP BY 1) AS counted
WHERE campaign.id = counted.campaign_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0004_roles"),
        ("campaigns", "0011_set_aside_counters"),
    ]

    operations = [
        migrations.RunSQL("LOCK TABLE payouts_setaside IN SHARE ROW EXCLUSIVE MODE", "SELECT 1"),
        migrations.RunSQL(PRESENT, migrations.RunSQL.noop),
        migrations.RunSQL(COUNT, UNCOUNT),
    ]
