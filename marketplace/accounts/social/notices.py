"""Tell somebody what became of the proof of their account."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.accounts.models import SocialAccount
from marketplace.notifications.notices import tell


def account_decided(account: SocialAccount) -> None:
    user = account.influencer.user
    with override(user.language):
        if account.is_proven:
            title = _("%(account)s is proven")
            words = [_("Campaigns for an audience of this size are open to you now. "
                       "You can take the code out of your profile.")]  # fmt: skip
        else:
            title = _("%(account)s could not be proven")
            words = [account.reason, _("Mend it, and ask again.")]
        tell(
            user.email,
            title % {"account": str(account)},
            words,
            reverse("accounts:social_list"),
            _("See my accounts"),
        )
