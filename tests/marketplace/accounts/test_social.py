"""Sign-in with another account is there when its keys are configured, and nowhere when not."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.google.provider import GoogleProvider
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from marketplace.accounts.models import User
from marketplace.processes.programs import ROOT
from marketplace.terms.models import Acceptance
from tests.harness.cluster import in_database

pytestmark = pytest.mark.django_db
ASK = """
import django
django.setup()
from django.test import Client
client = Client(headers={"accept-language": "en", "host": "localhost"})
page = client.get("/accounts/login/")
print(page.headers["Content-Security-Policy"])
print(page.content.decode())
away = client.post("/accounts/google/login/?process=login")
print("AWAY", away.status_code, away.headers.get("Location", ""))
"""


def sign_in_page(**keys: str) -> str:
    """What a site with these keys answers; the settings are read once a process."""
    values = connection.settings_dict
    environment = {
        **os.environ,
        **keys,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": in_database(os.environ["DATABASE_URL"], str(values["NAME"])),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_shown_or_reachable_without_keys() -> None:
    page = sign_in_page()

    assert "Continue with" not in page
    assert re.search(r"form-action 'self'(;|$)", page, flags=re.MULTILINE)
    assert "AWAY 404" in page


def test_a_configured_provider_has_its_button_and_its_place_in_the_policy() -> None:
    page = sign_in_page(
        GOOGLE_CLIENT_ID="an-id", GOOGLE_CLIENT_SECRET="a-secret", X_CLIENT_ID="half"
    )

    assert "Continue with Google" in page
    assert "Continue with X" not in page
    assert "form-action 'self' https://accounts.google.com" in page
    assert "https://www.facebook.com" not in page
    assert "AWAY 302 https://accounts.google.com/" in page


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> GoogleProvider:
    """The provider in this process, whose settings were read without keys."""
    app = {"client_id": "an-id", "secret": "a-secret", "key": ""}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [app]}}
    reverse("account_login")  # the addresses of this process are made without the provider
    monkeypatch.setitem(registry.provider_map, "google", GoogleProvider)
    return GoogleProvider(None, app=SocialApp(provider="google", client_id="an-id"))


def coming_from(provider: GoogleProvider) -> Client:
    """A browser that a provider has just sent back, with a person unknown here."""
    login = SocialLogin(
        provider=provider,
        user=User(email="lina@test.example", name="Lina"),
        account=SocialAccount(provider="google", uid="1", extra_data={}),
    )
    client = Client(headers={"accept-language": "en"})
    session = SessionStore()
    session["socialaccount_sociallogin"] = login.serialize()
    session.create()
    client.cookies["sessionid"] = str(session.session_key)
    return client


def test_who_comes_from_elsewhere_still_says_their_role_and_accepts_the_terms(
    google: GoogleProvider,
) -> None:
    form = {"role": "brand", "name": "Lina", "email": "lina@test.example"}
    client = coming_from(google)

    without = client.post("/accounts/3rdparty/signup/", form)
    assert "Franc works only with people" in without.content.decode()
    assert not User.objects.exists()

    client.post("/accounts/3rdparty/signup/", {**form, "terms": "on"})
    assert User.objects.get().role == "brand"
    assert Acceptance.objects.get().kind == "terms-brands"
