"""What was said with the claims of a case: the message, the posts, and the words that ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from campaigns.disclosure import write_message
from campaigns.disclosure.mark_problems import Piece, inciting
from campaigns.models import Claim, Post

MOST_CLAIMS = 10


@dataclass(frozen=True)
class Said:
    """A text; `marked` are its pieces when some of it asks for clicks, else []."""

    text: str
    marked: list[Piece]


@dataclass(frozen=True)
class SaidWith:
    """Of one claim: its message, and its posts, each with what else it says."""

    claim: Claim
    message: Said | None
    posts: list[tuple[Post, Said | None]]


def said_words(claims: Sequence[Claim]) -> list[SaidWith]:
    """Return what was said with the first of `claims`, in their order; constant queries."""
    wanted = [claim.pk for claim in claims[:MOST_CLAIMS]]
    posts = Prefetch("links__posts", Post.objects.order_by("created_at", "pk"))
    found = Claim.objects.filter(pk__in=wanted).select_related("influencer")
    loaded = {claim.pk: claim for claim in found.prefetch_related("messages", posts)}
    return [_of_claim(loaded[pk]) for pk in wanted if pk in loaded]


def _of_claim(claim: Claim) -> SaidWith:
    message = write_message.current_of(claim.messages.all())
    posts = [post for link in claim.links.all() for post in link.posts.all()]
    return SaidWith(
        claim, _said(message.body if message else ""), [(post, _said(post.words)) for post in posts]
    )


def _said(text: str) -> Said | None:
    return Said(text, inciting(text)) if text else None
