"""What each link of a claim brought: clicks, those that are paid, and its post."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.models import Claim, Link, LinkTotal, Post


@dataclass(frozen=True)
class LinkRow:
    """`clicks` that came, `paid` of them; `post` is the latest one, or None."""

    link: Link
    name: str
    clicks: int
    paid: int
    post: Post | None


def links(claim: Claim) -> list[LinkRow]:
    """Return the links of a claim in the order of their making, with three queries."""
    found = claim.links.order_by("id").prefetch_related("totals", "posts")
    return [_row(number, link) for number, link in enumerate(found, start=1)]


def name_of(link: Link, number: int) -> str:
    """Return what its owner calls it, else its number."""
    return link.label or _("Link %(number)s") % {"number": number}


def _row(number: int, link: Link) -> LinkRow:
    totals = {total.outcome: total.clicks for total in link.totals.all()}
    paid = totals.pop(LinkTotal.PAID, 0)
    posts = list(link.posts.all())
    return LinkRow(
        link, name_of(link, number), sum(totals.values()), paid, posts[0] if posts else None
    )
