"""The tables of clicks and verdicts: partitioned by day, closed to change, fed by COPY."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.roles import application_role

TABLES = """
CREATE FUNCTION uuid7_at(id uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    -- RFC 9562, section 5.7: the first 48 bits are milliseconds since the epoch
    SELECT to_timestamp(
        ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

CREATE SEQUENCE campaigns_click_arrival_seq AS bigint CACHE 1;

CREATE TABLE campaigns_click (
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    arrival bigint NOT NULL DEFAULT nextval('campaigns_click_arrival_seq'),
    link_id bigint NOT NULL,
    claim_id bigint NOT NULL,
    method text NOT NULL,
    prefetch boolean NOT NULL,
    user_agent_id bigint NOT NULL,
    referrer_host text NOT NULL,
    languages text NOT NULL,
    country text,
    prefix text,
    visitor_day bytea,
    visitor_period bytea,
    clicker_id bigint,
    late boolean NOT NULL DEFAULT false,
    shipped_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (at, id),
    CONSTRAINT click_at_is_its_uuid CHECK (at = uuid7_at(id)),
    CONSTRAINT click_without_key_is_late CHECK (late OR visitor_day IS NOT NULL)
) PARTITION BY RANGE (at);
CREATE INDEX click_arrival ON campaigns_click USING brin (arrival);

CREATE TABLE campaigns_clicktojudge (
    arrival bigint PRIMARY KEY,
    click_id uuid NOT NULL,
    click_at timestamptz NOT NULL,
    claim_id bigint NOT NULL,
    link_id bigint NOT NULL,
    visitor_before bytea
);

CREATE TABLE campaigns_verdict (
    click_at timestamptz NOT NULL,
    click_id uuid NOT NULL,
    seq smallint NOT NULL,
    outcome text NOT NULL,
    reasons text[] NOT NULL,
    ruleset text NOT NULL,
    evidence jsonb,
    decided_by bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (click_at, click_id, seq),
    CONSTRAINT verdict_outcome_known CHECK (outcome IN ('valid', 'held', 'rejected')),
    CONSTRAINT verdict_has_reasons_unless_valid
        CHECK ((outcome = 'valid') = (cardinality(reasons) = 0)),
    CONSTRAINT verdict_numbered_from_one CHECK (seq >= 1)
) PARTITION BY RANGE (click_at);

CREATE TABLE campaigns_click_default PARTITION OF campaigns_click DEFAULT;
CREATE TABLE campaigns_verdict_default PARTITION OF campaigns_verdict DEFAULT;

CREATE TRIGGER click_append_only BEFORE UPDATE OR DELETE ON campaigns_click
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER verdict_append_only BEFORE UPDATE OR DELETE ON campaigns_verdict
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transition_append_only BEFORE UPDATE OR DELETE ON campaigns_campaigntransition
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

PARTITIONS = """
CREATE FUNCTION ensure_click_partition(parent text, bound text, day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    child text := format('%s_%s', parent, to_char(day, 'YYYYMMDD'));
    lower timestamptz := day::timestamp AT TIME ZONE 'UTC';
    upper timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    IF to_regclass(child) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', parent);
    IF to_regclass(child) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Rows of a day whose partition was forgotten wait in the default partition: move them.
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
    EXECUTE format('REVOKE ALL ON %I FROM {role}', child);
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', parent || '_default');
    EXECUTE format(
        'WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) '
        'INSERT INTO %I SELECT * FROM moved',
        parent || '_default', bound, lower, bound, upper, child);
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', parent || '_default');
    EXECUTE format(
        'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        parent, child, lower, upper);
END $$;

CREATE FUNCTION ensure_click_partitions(first date, last date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    day date;
BEGIN
    FOR day IN SELECT generate_series(first, last, interval '1 day')::date LOOP
        PERFORM ensure_click_partition('campaigns_click', 'at', day);
        PERFORM ensure_click_partition('campaigns_verdict', 'click_at', day);
    END LOOP;
END $$;

CREATE FUNCTION click_days_without_partition() RETURNS TABLE (day date)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT (at AT TIME ZONE 'UTC')::date FROM campaigns_click_default
$$;
REVOKE ALL ON FUNCTION click_days_without_partition() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION click_days_without_partition() TO {role};
REVOKE ALL ON FUNCTION ensure_click_partition(text, text, date) FROM PUBLIC;
REVOKE ALL ON FUNCTION ensure_click_partitions(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_click_partitions(date, date) TO {role};

REVOKE ALL ON campaigns_click, campaigns_click_default, campaigns_verdict,
    campaigns_verdict_default, campaigns_campaigntransition FROM {role};
GRANT SELECT, INSERT ON campaigns_click, campaigns_verdict, campaigns_campaigntransition TO {role};
"""

LINKS = """
CREATE VIEW link_destination AS
    SELECT link.code, link.id AS link_id, link.claim_id, campaign.destination_url
    FROM campaigns_link link
    JOIN campaigns_claim claim ON claim.id = link.claim_id
    JOIN campaigns_campaign campaign ON campaign.id = claim.campaign_id;

ALTER TABLE campaigns_linkchange ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX link_change_by_transaction ON campaigns_linkchange (xid);

CREATE FUNCTION note_link_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO campaigns_linkchange (code) VALUES (NEW.code);
    NOTIFY link_change;
    RETURN NULL;
END $$;
CREATE TRIGGER link_changed AFTER INSERT OR UPDATE ON campaigns_link
    FOR EACH ROW EXECUTE FUNCTION note_link_change();

CREATE FUNCTION note_destination_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO campaigns_linkchange (code)
        SELECT link.code FROM campaigns_link link
        JOIN campaigns_claim claim ON claim.id = link.claim_id
        WHERE claim.campaign_id = NEW.id;
    NOTIFY link_change;
    RETURN NULL;
END $$;
CREATE TRIGGER destination_changed AFTER UPDATE OF destination_url ON campaigns_campaign
    FOR EACH ROW WHEN (OLD.destination_url IS DISTINCT FROM NEW.destination_url)
    EXECUTE FUNCTION note_destination_change();
"""


def make_tables(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TABLES, params=None)
    schema_editor.execute(PARTITIONS.replace("{role}", application_role()), params=None)
    schema_editor.execute(LINKS, params=None)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [migrations.RunPython(make_tables)]
