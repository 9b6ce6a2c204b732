"""A browser and its machine in words that their owner recognises."""

import re

from django.template import Library
from django.utils.translation import gettext as _

register = Library()

# The first match counts: Edge and Opera call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """`{{ session.user_agent|device }}` is Safari, iPhone; another browser when it is unknown."""
    names = (_first(BROWSERS, user_agent), _first(MACHINES, user_agent))
    return ", ".join(name for name in names if name) or _("another browser")


def _first(table: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, user_agent)), "")
