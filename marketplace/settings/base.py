"""What the site consists of, and in which languages it speaks."""

import django_stubs_ext

from marketplace.paris_days import ZONE
from marketplace.settings.environment import BASE_DIR, env
from marketplace.settings.social import SOCIAL_APPS

django_stubs_ext.monkeypatch()  # ModelForm[Campaign] and the like, at run time too

SITE_BASE_URL: str = env.str("SITE_BASE_URL", default="http://localhost:8000")
LINK_BASE_URL: str = env.str("LINK_BASE_URL", default="http://localhost:8001")
# How many proxies of ours stand in front; X-Forwarded-* is believed from exactly those.
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "unfold",  # before django.contrib.admin, whose templates it replaces
    "django.contrib.admin.apps.AdminConfig",
    "marketplace.administration",
    "marketplace",
    "marketplace.accounts",
    "marketplace.notifications",
    "marketplace.terms",
    "marketplace.personal_data",
    "marketplace.parking",
    "campaigns",
    "payouts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *SOCIAL_APPS,
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "drf_spectacular",
    "rest_framework",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "marketplace.requestlog.RequestLogMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marketplace.refuse_nul.RefuseNulMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "campaigns.clicks.visitors.sightings.SightingMiddleware",
    # Last: those before it note who is really there, not for whom they act.
    "marketplace.accounts.history.HistoryMiddleware",
    "marketplace.accounts.acting.middleware.ActingMiddleware",
    "marketplace.accounts.decided.show_decided.AlreadyDecidedMiddleware",
]
ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = ZONE
USE_TZ = True
