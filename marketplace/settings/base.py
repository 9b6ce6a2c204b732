"""Placeholder until the foundation lands: enough for models and migrations to be written."""

from pathlib import Path

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
SECRET_KEY = env("SECRET_KEY", default="insecure-development-key")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "marketplace",
    "marketplace.accounts",
    "marketplace.notifications",
    "campaigns",
    "payouts",
]
AUTH_USER_MODEL = "accounts.User"
DATABASES = {
    "default": env.db("DATABASE_URL", default="postgres:///franc"),
    "owner": env.db("DATABASE_OWNER_URL", default="postgres:///franc"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "marketplace.urls"
