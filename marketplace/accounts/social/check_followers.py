"""Refuse a number of followers that no account of a network has."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.audience import LARGEST_AUDIENCE, Network
from marketplace.typography import number


def check_followers(followers: int, network: str) -> None:
    """Raise ValidationError for more followers than the largest account of `network` has.

    Of a network that was not chosen, the largest account of all is the bound.
    """
    known = network in LARGEST_AUDIENCE
    most = LARGEST_AUDIENCE[Network(network)] if known else max(LARGEST_AUDIENCE.values())
    if followers > most:
        words = _(
            "Nobody has %(count)s followers there: look at the number again. The largest account"
            " has fewer than %(most)s."
        )
        params = {"count": number(followers), "most": number(most)}
        raise ValidationError(words, code="followers", params=params)
