"""What changed, from, to, by whom and when: django-pghistory's triggers, with who made the request.

Triggers also see what `queryset.update()` and plain SQL change. No address of a visitor is kept,
and of a url its route alone: paths hold tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from pghistory import middleware

from marketplace.accounts.models import User

# What is followed, in words; the rest of a row is not shown.
ROWS = {
    "user": _("Account"),
    "organisation": _("Organisation"),
    "membership": _("Member"),
    "payoutaccount": _("Bank account"),
    "payoutrun": _("Payout run"),
}
FIELDS = {
    "email": _("e-mail address"),
    "role": _("role"),
    "is_active": _("active"),
    "is_superuser": _("all rights"),
    "kind": _("kind"),
    "name": _("public name"),
    "legal_name": _("legal name"),
    "siren": _("SIREN number"),
    "country": _("country"),
    "iban_masked": _("IBAN"),
    "fingerprint": _("fingerprint of the IBAN"),
    "status": _("state"),
    "total_cents": _("total in cents"),
    "sent_at": _("sent"),
}


class Change(NamedTuple):
    """One field of one row; `was` is None when the row was new. `by` is None for Franc itself."""

    at: datetime
    what: str
    field: Any
    was: Any
    now: Any
    by: User | None
    gone: bool


class HistoryMiddleware(middleware.HistoryMiddleware):
    """Notes who asked and by which route, for the triggers to keep."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        try:
            route = resolve(request.path_info).route
        except Resolver404:
            route = ""
        return {"user": request.user.pk, "url": route}


def changes(events: Iterable[models.QuerySet[Any]]) -> list[Change]:
    """Return what changed in these rows of history (event models), the newest first.

    One query a queryset, and one for the people who did it.
    """
    rows = [list(found.select_related("pgh_context").order_by("pgh_id")) for found in events]
    by = _people(row for found in rows for row in found)
    told = [change for found in rows for change in _told(found, by)]
    return sorted(told, key=lambda change: change.at, reverse=True)


def _people(rows: Iterable[Any]) -> dict[int, User]:
    wanted = {pk for row in rows for pk in (_user_of(row), getattr(row, "user_id", None))}
    return User.objects.in_bulk(wanted - {None})


def _user_of(row: Any) -> int | None:
    return row.pgh_context.metadata.get("user") if row.pgh_context else None


def _told(rows: Iterable[Any], by: dict[int, User]) -> Iterator[Change]:
    """Compare each row with the one before it of the same object."""
    last: dict[int, Any] = {}
    for row in rows:
        before, gone = last.get(row.pgh_obj_id), row.pgh_label.startswith("delete")
        last[row.pgh_obj_id] = row
        who = by.get(_user_of(row) or 0)
        for field in _fields(row):
            was = _shown(before, field) if before else None
            now = None if gone else _shown(row, field)
            if was != now:
                yield Change(
                    row.pgh_created_at, _name(row, by), FIELDS[field.name], was, now, who, gone
                )


def _fields(row: Any) -> list[Any]:
    return [one for one in row._meta.concrete_fields if one.name in FIELDS]  # noqa: SLF001  public


def _shown(row: Any, field: Any) -> Any:
    value = getattr(row, field.attname)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()[:12]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return dict(field.flatchoices).get(value, value)


def _name(row: Any, people: dict[int, User]) -> str:
    """What the row is, and whose: a membership says of whom."""
    whose = people.get(getattr(row, "user_id", None) or 0)
    name = str(ROWS[row.pgh_tracked_model._meta.model_name])  # noqa: SLF001  public
    return f"{name} ({whose})" if whose else name


def forget_addresses(user: User) -> None:
    """Take the mail addresses of somebody who leaves out of the history, which stays otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_addresses(%s)", [user.pk])
