"""Secrets at rest: wrapped by KEY_ENCRYPTION_KEY, which is never in the database.

Several keys, separated by commas, are accepted: the first one wraps, all of them unwrap, so
that a key can be changed while old values are still about.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def wrap(secret: bytes) -> bytes:
    """Return `secret` encrypted and authenticated (Fernet)."""
    return _cipher(settings.KEY_ENCRYPTION_KEY).encrypt(secret)


def unwrap(wrapped: bytes) -> bytes:
    """Return what was wrapped. Raises cryptography.fernet.InvalidToken for any other bytes."""
    return _cipher(settings.KEY_ENCRYPTION_KEY).decrypt(wrapped)


def fingerprint(purpose: str, value: str) -> bytes:
    """Return 32 bytes that are equal for equal values and tell nothing else without the key."""
    key = hashlib.sha256(f"{purpose}:{_keys(settings.KEY_ENCRYPTION_KEY)[-1]}".encode()).digest()
    return hmac.new(key, value.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=4)
def _cipher(keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys(keys)])


def _keys(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]
