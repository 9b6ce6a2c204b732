"""Register a table to be looked up: searched, filtered, opened, never written."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern
from unfold.admin import ModelAdmin

from marketplace.administration.site import site

SECRETS = (models.BinaryField,)  # what is encrypted, hashed, or a picture
SECRET_NAMES = frozenset({"password", "token", "token_hash", "code", "draft_key"})


class Reading(ModelAdmin):  # type: ignore[misc]
    """Change is refused by permission; fields that hold secrets are not even shown."""

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.admin_site.has_permission(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(self.admin_site.has_permission(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in shown(self.model)]

    def get_urls(self) -> list[URLPattern]:
        """The list and one row: adding and deleting have no address at all."""
        kept = ("_changelist", "_change")
        return [one for one in super().get_urls() if str(one.name or "").endswith(kept)]


def shown(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields of a table that may be seen."""
    fields = model._meta.concrete_fields  # noqa: SLF001  public
    return [f for f in fields if not isinstance(f, SECRETS) and f.name not in SECRET_NAMES]


def read(
    model: type[models.Model],
    columns: tuple[str, ...],
    *,
    search: tuple[str, ...] = (),
    filters: tuple[str, ...] = (),
    follow: tuple[str, ...] = (),
) -> None:
    """Mount a table; `follow` are the relations whose names the list shows, loaded with it."""
    options = {
        "list_display": columns,
        "search_fields": [f"{field}__finds" for field in search],
        "list_filter": filters,
        "list_select_related": follow or False,
        "ordering": ("-pk",),
    }
    site.register(model, type(f"Read{model.__name__}", (Reading,), options))
