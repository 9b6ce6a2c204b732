"""How /admin/ looks: black on white, as the other pages; colours for states alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

INK = {
    "50": "#faf8f3", "100": "#f3f0e9", "200": "#e6e2d8", "300": "#cdc8bb", "400": "#a09b8e",
    "500": "#1d1b16", "600": "#1d1b16", "700": "#3a372f", "800": "#26241e", "900": "#1a1813",
    "950": "#131210",
}  # fmt: skip
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Franc",
    "SITE_HEADER": "Franc",
    "SITE_SUBHEADER": _("Every table, to be looked up"),
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {"base": INK, "primary": INK},
    "SIDEBAR": {"show_search": True, "show_all_applications": True},
}
