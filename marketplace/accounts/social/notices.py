"""Tell somebody what became of the proof of their account."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import SocialAccount
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import Words, filled, tell


def account_decided(account: SocialAccount) -> None:
    words: list[Words]
    if account.is_proven:
        title, topic = _("%(account)s is proven"), Topic.PROGRESS
        words = [_("Campaigns for an audience of this size are open to you now. "
                   "You can take the code out of your profile.")]  # fmt: skip
    else:
        title, topic = _("%(account)s could not be proven"), Topic.DECISION
        words = [account.reason, _("Mend it, and ask again.")]
    tell(
        account.influencer.user,
        filled(title, account=str(account)),
        words,
        reverse("accounts:social_list"),
        _("See my accounts"),
        topic=topic,
    )
