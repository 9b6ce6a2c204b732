"""Domains that a sponsor names: read, and what they cover and where they show our token."""

from __future__ import annotations

import ipaddress

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.host_names import host_of

PREFIX = "franc-verification="
FILE = "/.well-known/franc-verification.txt"
LONGEST, LONGEST_LABEL = 253, 63  # characters (RFC 1035)


def clean(typed: str) -> str:
    """Return the domain in lower-case ASCII; an address of a page gives its domain.

    Raises ValidationError in words for the person who typed it.
    """
    typed = typed.strip()
    name = host_of(typed if "//" in typed else f"//{typed}")
    if not _is_name(name):
        raise ValidationError(
            _("Write a domain such as your-brand.fr, without a page."), code="domain"
        )
    return name


def _is_name(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        labels = name.split(".")
        letters = set("abcdefghijklmnopqrstuvwxyz0123456789-")
        return (
            len(name) <= LONGEST
            and len(labels) > 1
            and not labels[-1].isdigit()
            and all(0 < len(label) <= LONGEST_LABEL and set(label) <= letters for label in labels)
        )
    return False


def covers(domain: str, host: str) -> bool:
    """Whether control of `domain` proves `host`: itself, or one below it."""
    return host == domain or host.endswith(f".{domain}")
