"""A person looks at a post and decides whether its disclosure is there.

The clicks that waited for the decision are judged again by a worker, told through the outbox.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from campaigns.joining import newcomer_trial
from campaigns.models import Link, Post
from campaigns.telling import notify_decision, statements_of_reasons
from marketplace import outbox
from marketplace.accounts.models import User
from marketplace.states import Transitions

Status = Post.Status
POST = Transitions({Status.IN_REVIEW: frozenset({Status.APPROVED, Status.REFUSED})})


class AlreadyInReview(Exception):
    """The link has a post that waits for a decision."""


def submit(link: Link, url: str, words: str = "") -> Post:
    """An influencer says where the message was posted, and what else the post says.

    Raises AlreadyInReview.
    """
    with transaction.atomic():
        # The link's row is the lock: two tabs submit one post.
        Link.objects.select_for_update(no_key=True).get(pk=link.pk)
        if link.posts.in_review().exists():
            raise AlreadyInReview
        return Post.objects.create(link=link, url=url, words=words)


def approve(post: Post, by: User) -> None:
    """The label is there: clicks of this link are payable, those that waited too.

    It ends the trials of somebody who was new.
    """
    _decide(post, Status.APPROVED, by, reason="")


def refuse(post: Post, by: User, reason: str) -> None:
    """The label is not there: the clicks that waited are not paid, and the author is told why."""
    _decide(post, Status.REFUSED, by, reason)


def _decide(post: Post, to: Post.Status, by: User, reason: str) -> None:
    with transaction.atomic():
        POST.move(post, to, decided_by=by, decided_at=timezone.now(), reason=reason)
        outbox.put("campaigns.rejudge_post", post_id=post.pk)
        if to == Status.APPROVED:
            newcomer_trial.end_trials(post.link.claim.influencer_id)
        refused = to == Status.REFUSED
        notify_decision.post_decided(
            post, statements_of_reasons.post_refused(post, by) if refused else None
        )
