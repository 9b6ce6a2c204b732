"""The language switch: kept by the browser, and by the person who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.i18n import set_language

from marketplace.accounts.models import User


def switch_language(request: HttpRequest) -> HttpResponseBase:
    """Change the language of the pages, and of the mails of whoever chose it.

    Somebody who acts for another changes what they see, never what the other chose.
    """
    chosen = request.POST.get("language", "")
    user = request.user
    if isinstance(user, User) and chosen in dict(settings.LANGUAGES) and not _is_acting(request):
        User.objects.filter(pk=user.pk).exclude(language=chosen).update(language=chosen)
    return set_language(request)


def _is_acting(request: HttpRequest) -> bool:
    return bool(getattr(request, "acting", None))
