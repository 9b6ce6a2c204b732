"""Every address of the site. Apps are named as strings, so that nothing imports upward."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from marketplace import api_reference, health
from marketplace.accounts.views.session_list import session_list
from marketplace.accounts.views.switch_language import switch_language
from marketplace.administration.site import site
from marketplace.monitoring.views import metrics

handler500 = "marketplace.too_busy.error_page"
urlpatterns = [
    path("admin/", site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("accounts/sessions/", session_list, name="usersessions_list"),  # before the library's
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", switch_language, name="set_language"),
    path("", include("marketplace.accounts.urls")),
    path("legal/", include("marketplace.terms.urls")),
    path("", include("marketplace.notifications.urls")),
    path("", include("marketplace.personal_data.urls")),
    path("review/work/", include("marketplace.parking.urls")),
    path("", include("campaigns.urls")),
    path("", include("payouts.urls")),
    path("api/v1/", include("campaigns.api.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/docs/", api_reference.page, name="api-docs"),
]
