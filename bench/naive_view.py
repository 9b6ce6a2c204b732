"""A yardstick: the view one writes first. One ORM query for the link, one INSERT for the click."""

from __future__ import annotations

import os
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path

address = urlsplit(os.environ["DATABASE_URL"])
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": address.path[1:],
            "USER": address.username,
            "HOST": parse_qs(address.query)["host"][0],
            "CONN_MAX_AGE": None,
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  needs the settings above
from django.db import models  # noqa: E402
from django.utils import timezone  # noqa: E402


class Link(models.Model):
    code = models.CharField(max_length=16, unique=True)
    url = models.URLField(max_length=700)

    class Meta:
        app_label = "bench"
        db_table = "naive_link"


class Click(models.Model):
    link = models.ForeignKey(Link, models.PROTECT)
    at = models.DateTimeField()
    user_agent = models.TextField()
    referrer = models.TextField()
    languages = models.TextField()
    address = models.GenericIPAddressField()

    objects: ClassVar[models.Manager[Click]] = models.Manager()

    class Meta:
        app_label = "bench"
        db_table = "naive_click"


def follow(request: HttpRequest, code: str) -> HttpResponseRedirect:
    link = get_object_or_404(Link, code=code)
    Click.objects.create(
        link=link,
        at=timezone.now(),
        user_agent=request.headers.get("User-Agent", ""),
        referrer=request.headers.get("Referer", ""),
        languages=request.headers.get("Accept-Language", ""),
        address=request.META["REMOTE_ADDR"],
    )
    answer = HttpResponseRedirect(link.url)
    answer["Content-Length"] = "0"  # as CommonMiddleware would
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


urlpatterns = [path("<str:code>", follow)]
app = get_wsgi_application()
