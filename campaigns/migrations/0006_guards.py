"""What the database refuses, and what it notes of itself."""

from django.db import migrations


APPEND_ONLY = """
CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""
APPENDED = {
    "transition": "campaigns_campaigntransition",
    "verdict": "campaigns_verdict",
    "case_decision": "campaigns_casedecision",
    "purge": "campaigns_purge",
    "sealing": "campaigns_sealing",
    "sealed_total": "campaigns_sealedtotal",
}

# Of a click one thing may change: that its prefix is forgotten. The application has no right to
# UPDATE all the same. Without this, forgetting would have to switch the trigger off, under a lock
# for which shippers would wait.
CLICKS_ONLY_FORGET = """
CREATE FUNCTION refuse_all_but_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.prefix IS NULL THEN
        OLD.prefix := NULL;
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% of % is refused: it is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER click_append_only BEFORE UPDATE OR DELETE ON campaigns_click
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_forgetting();
"""

ANOTHER_DECIDES = """
CREATE FUNCTION refuse_same_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM campaigns_casedecision
               WHERE case_id = NEW.case_id AND by_id = NEW.decided_by_id AND NOT on_appeal) THEN
        RAISE EXCEPTION 'case % was decided by the same person', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_decided_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_decided_by_another BEFORE INSERT OR UPDATE ON campaigns_appeal
    FOR EACH ROW WHEN (NEW.decided_by_id IS NOT NULL) EXECUTE FUNCTION refuse_same_decider();
"""

# Redirect hosts keep destinations in memory: they are told which codes to read again.
LINK_CHANGES = """
CREATE FUNCTION note_link_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO campaigns_linkchange (code) VALUES (NEW.code);
    NOTIFY link_change;
    RETURN NULL;
END $$;
CREATE TRIGGER link_changed AFTER INSERT OR UPDATE ON campaigns_link
    FOR EACH ROW EXECUTE FUNCTION note_link_change();
"""

DESTINATION_CHANGES = """
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


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0014_retention"),
    ]
    dependencies = [
        ("marketplace", "0001_roles_and_tables"),
        ("campaigns", "0005_totals"),
    ]

    operations = [
        *(
            migrations.RunSQL(APPEND_ONLY.format(name=name, table=table), migrations.RunSQL.noop)
            for name, table in APPENDED.items()
        ),
        migrations.RunSQL(CLICKS_ONLY_FORGET, migrations.RunSQL.noop),
        migrations.RunSQL(ANOTHER_DECIDES, migrations.RunSQL.noop),
        migrations.RunSQL(LINK_CHANGES, migrations.RunSQL.noop),
        migrations.RunSQL(DESTINATION_CHANGES, migrations.RunSQL.noop),
    ]
