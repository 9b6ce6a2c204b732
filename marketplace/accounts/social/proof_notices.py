"""Tell somebody what became of the proof of their account."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import SocialAccount, StatementOfReasons
from marketplace.accounts.statements import decision_reasons
from marketplace.accounts.statements.write_statement import path_of
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import Words, filled, notify


def account_decided(account: SocialAccount, statement: StatementOfReasons | None = None) -> None:
    """`statement` says why it is refused."""
    words: list[Words]
    if account.is_proven:
        title, topic = _("%(account)s is proven"), Topic.PROGRESS
        words = [_("Campaigns for an audience of this size are open to you now. "
                   "You can take the code out of your profile.")]  # fmt: skip
    else:
        title, topic = _("%(account)s could not be proven"), Topic.DECISION
        words = [decision_reasons.told(account.reason), _("Mend it, and ask again.")]
    notify(
        account.influencer.user,
        filled(title, account=str(account)),
        words,
        path_of(statement) if statement else reverse("accounts:social_list"),
        _("Read the decision") if statement else _("See my accounts"),
        topic=topic,
    )
