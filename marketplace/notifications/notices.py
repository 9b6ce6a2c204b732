"""A notice: what one person is told of something that concerns them, by mail and on the site.

    tell(user, filled(_("%(post)s is approved"), post=title), [_("Every click is paid.")], path,
         _("See my link"), topic=Topic.PROGRESS)

Words are lazy translations: the mail is written in the language of its reader, and the site shows
the notice in whatever language they read it in later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.functional import Promise, lazy
from django.utils.translation import override

from marketplace.notifications.models import MutedTopic, Notice, Topic
from marketplace.notifications.send_mail import send_mail

Words = str | Promise


class Reader(Protocol):
    """Whom we tell: a User, which this app must not import."""

    pk: Any
    email: str
    language: str


def notify(
    user: Reader,
    title: Words,
    paragraphs: Sequence[Words],
    path: str,
    act: Words,
    *,
    topic: Topic = Topic.DECISION,
) -> None:
    """Tell one person; `path` is the page of the site where something can be done.

    The mail is left out when they chose so, which they can for Topic.OPTIONAL alone.
    """
    with transaction.atomic():
        Notice.objects.create(
            user_id=user.pk,
            topic=topic,
            words={code: _said(code, title, paragraphs) for code, _name in settings.LANGUAGES},
            path=path,
        )
        if not MutedTopic.objects.filter(user_id=user.pk, topic=topic).exists():
            mail(user.email, user.language, title, paragraphs, path, act)


def _filled(message: Words, values: dict[str, Words | int]) -> str:
    return str(message) % values


_lazily_filled = lazy(_filled, str)


def filled(message: Words, **values: Words | int) -> Words:
    """Return `message` with its values, still to be translated by whoever reads it."""
    return _lazily_filled(message, values)


def _said(language: str, title: Words, paragraphs: Sequence[Words]) -> dict[str, Any]:
    with override(language):
        return {"title": str(title), "paragraphs": [str(one) for one in paragraphs if one]}


def mail(
    email: str, language: str, title: Words, paragraphs: Sequence[Words], path: str, act: Words
) -> None:
    """Write a mail alone, to somebody who may have no account."""
    with override(language):
        context = {
            "title": str(title),
            "paragraphs": [str(one) for one in paragraphs if one],
            "url": f"{settings.SITE_BASE_URL}{path}",
            "act": str(act),
        }
        text = render_to_string("notifications/email/notice.txt", context)
        html = render_to_string("notifications/email/notice.html", context)
        send_mail(email, str(title), text, html)
