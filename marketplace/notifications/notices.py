"""A notice: a short mail of the house to one person."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string

from marketplace.notifications.sending import send


def tell(email: str, title: str, paragraphs: Sequence[str], path: str, act: str) -> None:
    """Send a mail to one person; `path` is the page of the site where something can be done.

    The words are the caller's, already in that person's language (translation.override).
    """
    context = {
        "title": title,
        "paragraphs": paragraphs,
        "url": f"{settings.SITE_BASE_URL}{path}",
        "act": act,
    }
    text = render_to_string("notifications/email/notice.txt", context)
    html = render_to_string("notifications/email/notice.html", context)
    send(email, title, text, html)
