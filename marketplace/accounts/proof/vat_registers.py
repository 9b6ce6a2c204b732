"""Ask a public register whether a company's VAT number exists.

VIES is the European Commission's (Regulation (EU) 904/2010, art. 31). It asks the register of
each member state in turn, which is often asleep: silence is no answer, and is asked again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol

import urllib3
from django.conf import settings

from marketplace.accounts.models import Proof

ADDRESS = "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number"
SECONDS = urllib3.Timeout(connect=5, read=15)


class RegisterSilent(Exception):
    """The register could not be reached, or could not say; ask again later."""


@dataclass(frozen=True)
class Entry:
    """What a register says of a number; `name` is '' where the member state keeps it to itself."""

    exists: bool
    name: str = ""


class Register(Protocol):
    """Something that knows VAT numbers; `means` is how a proof names it."""

    means: Proof.Means

    def ask(self, vat_number: str) -> Entry:
        """Look up a VAT number with its country's two letters. Raises RegisterSilent."""


class Vies:
    """The real register, over its REST interface."""

    means = Proof.Means.REGISTER

    def __init__(self, address: str = ADDRESS) -> None:
        self.address = address

    def ask(self, vat_number: str) -> Entry:
        body = {"countryCode": vat_number[:2], "vatNumber": vat_number[2:]}
        try:
            answer = urllib3.request(
                "POST", self.address, json=body, timeout=SECONDS, retries=False, redirect=False
            )
            found: dict[str, Any] = json.loads(answer.data)
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            raise RegisterSilent(repr(error)) from error
        return _entry(found)


def _entry(found: Any) -> Entry:
    """Raise RegisterSilent for an answer that says neither yes nor no (MS_UNAVAILABLE, ...)."""
    if not isinstance(found, dict) or not isinstance(found.get("valid"), bool):
        raise RegisterSilent(str(found)[:300])
    if found.get("userError") not in (None, "", "VALID", "INVALID"):
        raise RegisterSilent(str(found["userError"])[:300])
    name = str(found.get("name") or "").strip("- ")
    return Entry(found["valid"], name[:300])


class MadeUpRegister:
    """For the embedded default and for tests: every number exists but those of NOBODY."""

    means = Proof.Means.MADE_UP
    NOBODY = frozenset({"FR12000000000", "BE0000000097"})

    def ask(self, vat_number: str) -> Entry:
        return Entry(vat_number not in self.NOBODY)


def register() -> Register:
    """Return the register of this deployment (VAT_REGISTER)."""
    return Vies() if settings.VAT_REGISTER == "vies" else MadeUpRegister()
