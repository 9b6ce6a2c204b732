"""An app of nobody's with one migration, which runs what it is told to: for tests of migrating."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from marketplace.processes.programs import ROOT

APP = "planted"
MIGRATION = '''
from django.db import migrations


class Migration(migrations.Migration):
    operations = [migrations.RunSQL("""{sql}""", migrations.RunSQL.noop)]
'''
SETTINGS = """
from {settings} import *

INSTALLED_APPS = [*INSTALLED_APPS, "planted"]
"""
UNAPPLIED = f"DELETE FROM django_migrations WHERE app = '{APP}'"
APPLIED = f"SELECT count(*) FROM django_migrations WHERE app = '{APP}'"


def plant(folder: Path, sql: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Write the app to a folder; gives the environment whose `manage.py migrate` finds it."""
    settings = environment["DJANGO_SETTINGS_MODULE"]
    migrations = folder / APP / "migrations"
    migrations.mkdir(parents=True)
    for package in (migrations.parent, migrations):
        (package / "__init__.py").touch()
    (migrations / "0001_planted.py").write_text(MIGRATION.format(sql=sql))
    (folder / "settings_with_planted.py").write_text(SETTINGS.format(settings=settings))
    return {
        **environment,
        "DJANGO_SETTINGS_MODULE": "settings_with_planted",
        "PYTHONPATH": os.pathsep.join([os.fspath(folder), os.fspath(ROOT)]),
    }
