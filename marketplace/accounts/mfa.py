"""The adapter of allauth's second factors: their secrets are stored encrypted."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from marketplace import encryption


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return encryption.wrap(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.unwrap(encrypted_text.encode()).decode()
