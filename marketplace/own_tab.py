"""Links to what a form refers to: they open in a tab of their own, so that nothing typed is lost.

Templates write `target="_blank" rel="noopener"`, and `{% own_tab %}` before the end of the link.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def said_of_own_tab() -> SafeString:
    """What screen readers say after the words of such a link."""
    return format_html('<span class="hidden-text"> {}</span>', _("(opens in a new tab)"))


def in_own_tabs(html: SafeString) -> SafeString:
    """Return `html` with each of its links leaving the page, and the form in it, as they are."""
    opened = html.replace("<a href=", '<a target="_blank" rel="noopener" href=')
    return mark_safe(opened.replace("</a>", f"{said_of_own_tab()}</a>"))  # noqa: S308  was safe
