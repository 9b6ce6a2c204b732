"""The catalogue that databases are compared by: whatever differs shows, and rows do not."""

from __future__ import annotations

from marketplace.models import Heartbeat
from tests.harness.catalogue_of import catalogue_of
from tests.harness.cluster import Cluster

CHANGES = {
    "a column": "ALTER TABLE campaigns_tosettle ADD COLUMN more text",
    "a type": "ALTER TABLE marketplace_heartbeat ALTER COLUMN job TYPE text",
    "a default": "ALTER TABLE marketplace_heartbeat ALTER COLUMN at SET DEFAULT now()",
    "a column without a value": "ALTER TABLE campaigns_link ALTER COLUMN code DROP NOT NULL",
    "a constraint": "ALTER TABLE campaigns_campaign DROP CONSTRAINT campaign_status_known",
    "an index": "DROP INDEX outbox_waiting",
    "a trigger": "DROP TRIGGER transfer_append_only ON payouts_transfer",
    "a trigger that is off": "ALTER TABLE payouts_entry DISABLE TRIGGER entry_append_only",
    "a body": """
        CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RETURN NULL; END $$""",
    "how a function runs": "ALTER FUNCTION seal_click_day(date) SECURITY INVOKER",
    "a right": "GRANT DELETE ON payouts_entry TO franc_app",
    "a right of a column": "GRANT UPDATE (balance_cents) ON payouts_account TO franc_app",
    "a right of a function": "GRANT EXECUTE ON FUNCTION seal_click_day(date) TO PUBLIC",
    "a right of a sequence": "GRANT UPDATE ON SEQUENCE payouts_entry_id_seq TO franc_app",
    "a right of the schema": "GRANT CREATE ON SCHEMA public TO franc_app",
    "a right given by default": """
        ALTER DEFAULT PRIVILEGES FOR ROLE franc_owner IN SCHEMA public
        GRANT TRUNCATE ON TABLES TO franc_app""",
    "a partition": "SELECT ensure_click_partitions('2026-11-30', '2026-11-30')",
    "a setting of a table": "ALTER TABLE campaigns_tosettle SET (fillfactor = 50)",
    "a view": """
        CREATE OR REPLACE VIEW link_destination AS SELECT code, id AS link_id, claim_id,
        ''::varchar(4000) AS destination_url FROM campaigns_link""",
    "a sequence": "ALTER SEQUENCE campaigns_click_arrival_seq CACHE 10",
    "an owner": "ALTER TABLE payouts_entry OWNER TO CURRENT_USER",
}


def test_whatever_differs_shows(cluster: Cluster) -> None:
    db = cluster.connect(cluster.superuser_url, autocommit=False)
    before = catalogue_of(db)

    for what, change in CHANGES.items():
        db.cursor().execute(change)
        assert catalogue_of(db) != before, what
        db.rollback()

    assert catalogue_of(db) == before


def test_rows_do_not_show(cluster: Cluster) -> None:
    before = catalogue_of(cluster.superuser())

    Heartbeat.objects.create(job="test")

    assert catalogue_of(cluster.superuser()) == before
