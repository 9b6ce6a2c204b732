"""Several links of one claim, each with a name, so that one sees which post works.

Cap, budget and repeated visits count for the claim: more links earn no more.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from campaigns.joining.claim_campaign import new_code
from campaigns.models import Claim, Link

MOST = 10


class TooManyLinks(Exception):
    """A claim has MOST links already."""


class NoMessageYet(Exception):
    """The first link comes with the first accepted message."""


class NameTaken(Exception):
    """Another link of the claim has this name."""


def add(claim: Claim, label: str) -> Link:
    """Return the claim's link of this name, made now if need be: a double click makes one.

    Raises NoMessageYet and TooManyLinks.
    """
    with transaction.atomic():
        _lock(claim)
        links = list(claim.links.all())
        if not links:
            raise NoMessageYet
        named = _named(links, label)
        if named:
            return named
        if len(links) >= MOST:
            raise TooManyLinks
        return Link.objects.create(claim=claim, code=new_code(), label=label)


def rename(link: Link, label: str) -> None:
    """Raises NameTaken."""
    with transaction.atomic():
        _lock(link.claim)
        other = _named(link.claim.links.exclude(pk=link.pk), label)
        if other:
            raise NameTaken(label)
        Link.objects.filter(pk=link.pk).update(label=label)


def _lock(claim: Claim) -> None:
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)


def _named(links: Iterable[Link], label: str) -> Link | None:
    wanted = label.casefold()
    return next((link for link in links if link.label.casefold() == wanted), None)
