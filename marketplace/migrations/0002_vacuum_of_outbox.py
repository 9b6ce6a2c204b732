"""Vacuum the outbox by the messages that were sent, not by a share of what is kept of them."""

from django.db import migrations

# The index of those that wait keeps an entry of each that was sent until vacuum comes, and the relay
# reads it from its beginning every second.
OUTBOX = """
ALTER TABLE marketplace_outboxmessage SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0, vacuum_truncate = false
)
"""


class Migration(migrations.Migration):
    dependencies = [("marketplace", "0001_initial")]
    operations = [migrations.RunSQL(OUTBOX, migrations.RunSQL.noop)]
