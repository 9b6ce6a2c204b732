"""Give the organisations that are here their skeletons, the oldest first.

Those that look like an older one keep none: they stay, and the next that looks so is refused. Each
row is a transaction of its own, for there are as many as there are brands: nobody waits for them.
"""

from django.db import IntegrityError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from marketplace.skeleton import skeleton


def fill_keys(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    organisations = apps.get_model("accounts", "Organisation").objects
    without = organisations.filter(name_key=None).order_by("pk")
    for pk, name in list(without.values_list("pk", "name")):
        try:
            with transaction.atomic():
                organisations.filter(pk=pk).update(name_key=skeleton(name))
        except IntegrityError:
            continue


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("accounts", "0007_organisation_name_key"),
    ]

    operations = [
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
