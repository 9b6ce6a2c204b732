"""Greek VAT numbers begin with EL, as the European register knows them; some were kept as GR."""

from django.db import migrations

TO_EL = """
UPDATE accounts_proof SET value = 'EL' || substr(value, 3)
WHERE kind = 'number' AND value LIKE 'GR%'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_roles"),
    ]

    operations = [
        # A number of each organisation at most, and read as EL before and after.
        migrations.RunSQL(TO_EL, migrations.RunSQL.noop),
    ]
