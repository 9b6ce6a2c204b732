"""Print the current second-factor code of a demo account."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Print the current second-factor code of a demo account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Authenticator.objects.filter(
            user__email=options["email"], user__is_demo=True, type=Authenticator.Type.TOTP
        ).first()
        if found is None:
            raise CommandError("This is no demo account with a second factor.")
        self.stdout.write(current_code(found))


def current_code(authenticator: Authenticator) -> str:
    """Return the code that is valid now (RFC 6238: SHA-1, six digits, 30 seconds)."""
    secret = base64.b32decode(decrypt(authenticator.data["secret"]))
    return TOTP(secret, 6, SHA1(), 30).generate(int(time.time())).decode()
