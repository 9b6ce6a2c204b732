"""Refuse a number of followers that no account of a network has."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.audience import LARGEST_AUDIENCE, Network
from marketplace.typography import number


def check_followers(followers: int, network: str) -> None:
    """Raise ValidationError for more followers than the largest account of `network` has."""
    if network not in LARGEST_AUDIENCE or followers <= LARGEST_AUDIENCE[Network(network)]:
        return
    words = _(
        "No account on %(network)s has %(count)s followers: look at the number again. The largest"
        " has fewer than %(most)s."
    )
    params = {
        "network": Network(network).label,
        "count": number(followers),
        "most": number(LARGEST_AUDIENCE[Network(network)]),
    }
    raise ValidationError(words, code="followers", params=params)
