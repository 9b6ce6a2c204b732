"""The two roles of the database: the owner of the tables, and the application that uses them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def application_role() -> str:
    """Return the application's role, quoted for SQL.

    Raises ImproperlyConfigured when it is unnamed or also owns the tables: the ledger's guards
    are rights that the application must not have.
    """
    role: str | None = settings.DATABASES["default"].get("USER")
    if not role or role == settings.DATABASES["owner"].get("USER"):
        raise ImproperlyConfigured(
            "DATABASE_URL must name a role of its own, other than DATABASE_OWNER_URL's."
        )
    return '"' + role.replace('"', '""') + '"'
