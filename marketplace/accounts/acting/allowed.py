"""What may be done while acting for somebody: look at most things, change very few.

A list of what is allowed, so that a page made later is refused until somebody thinks of it here.
"""

from __future__ import annotations

# Helping with words and with what somebody says of themselves. No money, no bank account, no
# password, address or second factor, no deletion, nothing that binds them to a campaign.
ACTS = frozenset(
    {
        "accounts:voice",
        "accounts:acting_end",
        "campaigns:link_rename",
        "campaigns:message",
        "set_language",
    }
)
# Not even to be looked at: how somebody signs in, their data to take along, their bank account.
HIDDEN = ("account_", "mfa_", "socialaccount_", "usersessions_", "personal_data:", "admin:")
HIDDEN_PAGES = frozenset({"payouts:payout_account", "accounts:invitation"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def allowed(method: str, view: str) -> bool:
    """Whether a request may go through; `view` is the name of its url."""
    if view in HIDDEN_PAGES or view.startswith(HIDDEN):
        return False
    return method in SAFE or view in ACTS
