"""Nonsense in every form: never a failure, an answer in the person's language, nothing lost.

`FORMS` holds who is asked what where, with values that would do. Each kind of nonsense is put
into every field at once, and what databases choke on into one field after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.authorization.address import address
from tests.authorization.expected import POST
from tests.authorization.newcomers import filled, place
from tests.authorization.table import TABLE
from tests.authorization.world import World, world

__all__ = ["place", "world"]
pytestmark = pytest.mark.django_db

TODAY = timezone.now().date().isoformat()
HUGE = "9" * 30
NONSENSE = {
    "empty": "",
    "long": "x" * 5_000,
    "nul": "a\0b",
    "html": "<script>alert(1)</script>",
    "emoji": "👩‍👩‍👧 \u202egro\u202c",
    "number": HUGE,
    "other": "1",
    "broken": "0,3,5 €€",
}
ALONE = ("nul", "number")  # also put into one field while the others are fine


@dataclass(frozen=True)
class Form:
    """`texts` are the fields whose value is shown again when something is wrong."""

    who: str
    route: str
    values: dict[str, str | list[str]]
    texts: tuple[str, ...] = field(default=())
    button: dict[str, str] = field(default_factory=dict)  # what the pressed one sends along


FORMS = [
    Form("nobody", "accounts/signup/",
         {"role": "influencer", "name": "Mona", "email": "mona@test.example",
          "password1": "a-long-password-x", "password2": "a-long-password-x", "terms": "on"},
         ("name", "email")),
    Form("nobody", "accounts/login/", {"login": "a@test.example", "password": "wrong"}, ("login",)),
    Form("nobody", "accounts/password/reset/", {"email": "a@test.example"}, ("email",)),
    Form("nobody", "i18n/setlang/", {"language": "en", "next": "/"}),
    Form("beginner", "me/about/",
         {"display_name": "Mona", "birth_date": "1990-01-01", "country": "FR"},
         ("display_name", "birth_date")),
    Form("young_brand", "welcome/",
         {"kind": "brand", "name": "B", "legal_name": "B SAS", "siren": "100000009"},
         ("name", "legal_name", "siren")),
    Form("influencer", "me/", {"name": "Lina", "language": "fr"}, ("name",)),
    Form("influencer", "me/about/", {"display_name": "Lina", "country": "FR"}, ("display_name",)),
    Form("influencer", "me/voice/", {"languages": ["fr"], "topics": ["travel"]}),
    Form("influencer", "me/accounts/new/",
         {"network": "tiktok", "handle": "@lina", "followers": "12"}, ("handle", "followers")),
    Form("influencer", "accounts/email/", {"email": "new@test.example", "action_add": ""},
         ("email",)),
    Form("influencer", "accounts/password/change/",
         {"oldpassword": "a", "password1": "b", "password2": "b"}),
    Form("influencer", "notices/mails/", {"topics": []}),
    Form("other_influencer", "find/CHOSEN/ask/", {"words": "Please"}),
    Form("influencer", "links/<int:pk>/message/", {"body": "Vraiment bien."}, ("body",)),
    Form("influencer", "links/<int:pk>/post/", {"url": "https://social.example/p/2"}, ("url",)),
    Form("influencer", "links/<int:pk>/more/", {"label": "Story"}, ("label",)),
    Form("influencer", "codes/<str:code>/name/", {"label": "Bio"}),
    Form("influencer", "earnings/account/",
         {"holder": "Lina", "iban": "FR1420041010050500013M02606", "street": "1 rue A",
          "postcode": "69001", "city": "Lyon", "country": "FR"},
         ("holder", "street", "postcode", "city")),
    Form("influencer", "earnings/last/", {"cents": "140", "key": str(uuid4()), "sure": "on"}),
    Form("brand", "organisations/<int:pk>/team/", {"email": "x@test.example", "role": "viewer"},
         ("email",)),
    Form("brand", "organisations/<int:pk>/team/<int:member>/role/", {"role": "owner"}),
    Form("agency", "organisations/AGENCY/mandates/",
         {"brand": "Rail", "limit_cents": "100", "ends_on": ""}, ("brand", "limit_cents")),
    Form("brand", "mandates/<int:pk>/move/", {"to": "ended"}),
    Form("brand", "organisations/<int:pk>/proof/", {"number": "100000009"},
         button={"what": "number"}),
    Form("brand", "organisations/<int:pk>/proof/", {"domain": "a.example"}, ("domain",),
         button={"what": "domain"}),
    Form("brand", "working-for/", {"brand": "1", "next": "/campaigns/"}),
    Form("brand", "campaigns/new/",
         {"sponsor": "SPONSOR", "title": "T", "category": "travel", "is_political": "no",
          "landing_url": "https://a.example/", "utm_source": "a", "utm_medium": "b",
          "utm_campaign": "c", "draft_key": str(uuid4())},
         ("title", "landing_url", "utm_source")),
    Form("brand", "campaigns/DRAFT/edit/offer/",
         {"sponsor": "SPONSOR", "title": "T", "category": "travel", "is_political": "no",
          "landing_url": "https://a.example/", "version": "1", "go": ""},
         ("title", "landing_url")),
    Form("brand", "campaigns/DRAFT/edit/words/",
         {"brief": "Say it.", "required_words": "a, b", "forbidden_words": "c", "version": "1"},
         ("required_words", "forbidden_words")),
    Form("brand", "campaigns/DRAFT/edit/audience/",
         {"tiers": ["everyday"], "confirm_everyday": "on", "admission": "open", "veto_hours": "4",
          "joins_per_day": "3", "trial_cap_cents": "5", "networks": [], "languages": [],
          "countries": [], "version": "1"},
         ("joins_per_day", "trial_cap_cents")),
    Form("brand", "campaigns/DRAFT/edit/worth/",
         {"rate_cents": "0,35", "cap_cents": "50", "budget_cents": "1000",
          "daily_budget_cents": "", "starts_on": TODAY, "ends_on": TODAY, "hold_days": "14",
          "version": "1"},
         ("rate_cents", "cap_cents", "budget_cents", "starts_on")),
    Form("brand", "campaigns/DRAFT/pictures/", {"picture": "no file", "words": "A"}),
    Form("brand", "campaigns/<int:pk>/duplicate/", {"key": str(uuid4())}),
    Form("brand", "campaigns/<int:pk>/move/", {"to": "paused"}),
    Form("brand", "campaigns/<int:pk>/change/",
         {"title": "T", "brief": "Say it.", "landing_url": "https://brand.example/",
          "rate_cents": "0.35", "cap_cents": "50", "starts_on": TODAY, "ends_on": TODAY,
          "version": "1"},
         ("title", "landing_url", "rate_cents")),
    Form("brand", "campaigns/<int:pk>/budget/", {"cents": "10", "key": str(uuid4())}, ("cents",)),
    Form("brand", "claims/CLAIM/dispute/", {"reason": "All at night."}, ("reason",)),
    Form("brand", "requests/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("brand", "messages/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("brand", "funds/",
         {"organisation": "SPONSOR", "net_cents": "100", "key": str(uuid4())}, ("net_cents",)),
    Form("reviewer", "review/changes/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("reviewer", "review/cases/<int:pk>/decide/",
         {"decision": "refuse", "ready": "", "reason": "No.", "claim": "1", "scope": "ticked",
          "click": "0190163d-8694-739b-aea5-966c26f8ad91"}),
    Form("reviewer", "review/appeals/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("influencer", "links/<int:pk>/cases/<int:case>/appeal/", {"text": "It was me."}),
    Form("reviewer", "review/disputes/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("reviewer", "people/<int:pk>/suspend/", {"reason": "Sells clicks.", "ready": ""}),
    Form("reviewer", "people/<int:pk>/act/", {"reason": "They asked for help."}),
    Form("reviewer", "brands/<int:pk>/suspend/", {"reason": "Not theirs.", "ready": ""}),
    Form("reviewer", "review/organisations/<int:pk>/",
         {"kind": "domain", "value": "a.example", "reason": "Seen."}, ("value", "reason")),
    Form("reviewer", "review/accounts/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("reviewer", "review/findings/<int:pk>/", {"decision": "explained", "reason": "Twins."}),
    Form("reviewer", "review/work/<int:pk>/dismiss/", {"reason": "Done by hand."}),
    Form("reviewer", "review/landings/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("reviewer", "review/posts/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("reviewer", "review/campaigns/<int:pk>/", {"decision": "refuse", "reason": "No."}),
    Form("finance", "payouts/top-ups/<int:pk>/",
         {"received_cents": "120", "bank_reference": "VIR 2"},
         ("received_cents", "bank_reference")),
    Form("finance", "payouts/top-ups/",
         {"organisation": "SPONSOR", "cents": "10", "reference": "VIR 1"}, ("cents", "reference")),
]  # fmt: skip
# A button and nothing else: what is pressed is in the address.
BUTTONS = {
    "organisations/<int:pk>/team/<int:member>/remove/", "organisations/<int:pk>/leave/",
    "proofs/<int:pk>/check/", "proofs/<int:pk>/remove/",
    "invitations/<int:pk>/accept/", "invitations/<int:pk>/again/",
    "invitations/<int:pk>/revoke/", "me/accounts/<int:pk>/prove/", "me/accounts/<int:pk>/remove/",
    "notices/read/", "me/data/ask/", "campaigns/<int:pk>/landing/again/",
    "campaigns/<int:pk>/pictures/<uuid:picture>/remove/", "campaigns/<int:pk>/check/",
    "campaigns/<int:pk>/end/", "changes/<int:pk>/withdraw/", "disputes/<int:pk>/withdraw/",
    "find/<int:pk>/claim/", "find/<int:pk>/withdraw/", "links/<int:pk>/leave/", "payouts/new/",
    "payouts/<int:pk>/sent/", "acting/end/", "transfers/<int:pk>/cancel/",
    "me/sessions/<int:pk>/end/", "beacon/", "review/work/<int:pk>/retry/",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    """Nobody after the sweep pays for how often it signed up (allauth's rate limits)."""
    yield
    cache.clear()


def test_every_form_of_the_table_is_here() -> None:
    posted = {route for route, method in TABLE if method == POST}

    asked = {re.sub("DRAFT|AGENCY|CHOSEN|CLAIM", "<int:pk>", form.route) for form in FORMS}
    assert posted - asked - BUTTONS == set()


@pytest.mark.parametrize("who", sorted({form.who for form in FORMS}))
def test_nonsense_is_answered_in_ones_language_and_what_was_typed_stays(
    place: World, who: str
) -> None:
    for form in FORMS:
        if form.who == who:
            with transaction.atomic():
                sweep(place, form)
                transaction.set_rollback(True)


def sweep(place: World, form: Form) -> None:
    """Post all the nonsense to one form."""
    url = filled(address(form.route, place.ids), place)
    for what, changed, posted in nonsense_in(form, place):
        answer = send(place.clients[form.who], url, posted, form.button)

        wrong = f"{form.route}: {what} in {changed}"
        assert answer.status_code < 500, f"{wrong}: {answer.status_code}"
        if answer.status_code in {200, 422}:
            assert 'lang="fr"' in answer.content.decode(), wrong
            assert_kept(answer, form, posted, wrong)


def nonsense_in(form: Form, place: World) -> Iterator[tuple[str, str, dict[str, str | list[str]]]]:
    """Yield what, where, and what is posted."""
    fine = {
        name: filled(value, place) if isinstance(value, str) else value
        for name, value in form.values.items()
    }
    for what, value in NONSENSE.items():
        yield what, "every field", dict.fromkeys(fine, value)
    for name in fine:
        for what in ALONE:
            yield what, name, {**fine, name: NONSENSE[what]}


def send(
    client: Client, url: str, posted: dict[str, str | list[str]], button: dict[str, str]
) -> Any:
    return client.post(
        url,
        {"csrfmiddlewaretoken": "as every form sends it", **button, **posted},
        headers={"accept-language": "fr"},
    )


def assert_kept(
    answer: HttpResponse, form: Form, posted: dict[str, str | list[str]], wrong: str
) -> None:
    """A page that is shown again says where it is wrong, and still holds every text."""
    page = unescape(answer.content.decode())
    if not any(f'name="{name}"' in page for name in form.values):
        return  # what came before was taken, and there is nothing more to fill in
    assert (
        "field-wrong" in page
        or "field-errors" in page
        or "note-error" in page
        or ("note-warning" in page)
    ), wrong
    for name in form.texts:
        typed = str(posted.get(name, ""))
        if typed.strip() and "\0" not in typed:
            assert typed.strip()[:200] in page, f"{name} is lost: {wrong}"
