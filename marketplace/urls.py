"""Every address of the site. Apps are named as strings, so that nothing imports upward."""

from django.urls import include, path

from marketplace import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
