"""Deployment checks: what a public site must not be started with (`manage.py check --deploy`)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from marketplace.accounts.models import User
from payouts.bank_accounts import check_iban

SHORTEST_TOKEN = 32
EXAMPLE_IBAN = "FR1420041010050500013M02606"


def no_demo_accounts(**_: Any) -> list[CheckMessage]:
    """Demo accounts have a password that everybody can read."""
    try:
        found = User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return []
    return [Error("This database has demo accounts.", id="franc.E001")] if found else []


def an_operator_of_its_own(**_: Any) -> list[CheckMessage]:
    """Payment files would name an example as the payer."""
    if settings.OPERATOR_IBAN == EXAMPLE_IBAN:
        return [Error("OPERATOR_IBAN is an example: name your own.", id="franc.E002")]
    try:
        check_iban(settings.OPERATOR_IBAN)
    except ValidationError:
        words = "OPERATOR_IBAN is no IBAN of a SEPA country: nobody could be paid."
        return [Error(words, id="franc.E002")]
    return []


def two_database_roles(**_: Any) -> list[CheckMessage]:
    """The application's role must own nothing, or the ledger's guards bind nobody."""
    users = {settings.DATABASES[alias].get("USER") for alias in ("default", "owner")}
    if len(users) == 2 and all(users):
        return []
    words = "DATABASE_URL and DATABASE_OWNER_URL must name two roles."
    return [Error(words, id="franc.E003")]


def a_real_register(**_: Any) -> list[CheckMessage]:
    """A made-up register proves every sponsor."""
    if settings.VAT_REGISTER == "vies":
        return []
    return [Error("VAT_REGISTER must be vies: anything else is made up.", id="franc.E004")]


def somebody_watches(**_: Any) -> list[CheckMessage]:
    """Without a token only the same machine reads /metrics: nobody would be woken."""
    if len(settings.METRICS_TOKEN) >= SHORTEST_TOKEN:
        return []
    words = f"METRICS_TOKEN must be a secret of {SHORTEST_TOKEN} characters: /metrics needs it."
    return [Error(words, id="franc.E005")]


def register_checks() -> None:
    for check in (
        no_demo_accounts,
        an_operator_of_its_own,
        two_database_roles,
        a_real_register,
        somebody_watches,
    ):
        register(check, Tags.security, deploy=True)
