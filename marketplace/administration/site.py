"""The site of /admin/, who may enter, and its content security policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from unfold.sites import UnfoldAdminSite

from marketplace.accounts.models import User
from marketplace.accounts.permissions import STAFF, roles

# The library's menus are Alpine expressions and inline styles, which need what no other page of
# ours may have. Only staff gets here, and no text of theirs or of others is written as HTML.
relaxed = csp_replace(
    {
        "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
    }
)


ELSEWHERE = {"password_change_done", "autocomplete", "view_on_site"}


class Site(UnfoldAdminSite):  # type: ignore[misc]
    """Behind `roles`, as every page of ours: staff, a second factor, not suspended."""

    final_catch_all_view = False
    enable_nav_sidebar = True

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        shown: Callable[..., Any] = relaxed(roles(*STAFF)(super().admin_view(view, cacheable)))
        return shown

    def has_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.is_staff

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without what is used by forms that write."""
        urls: list[URLPattern | URLResolver] = super().get_urls()
        return [one for one in urls if getattr(one, "name", None) not in ELSEWHERE]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_logout")


site = Site(name="admin")
