"""Personal data in the marketplace: the account, its profile, its terms and notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import gettext as _

from marketplace.accounts import membership
from marketplace.accounts.history import forget_addresses
from marketplace.accounts.models import Influencer, Invitation, Membership, User
from marketplace.accounts.models import SocialAccount as ProfileAccount
from marketplace.names import before_stop
from marketplace.notifications.models import Mail, MutedTopic, Notice
from marketplace.personal_data.registry import Obstacle, Room, register

GONE = "gone"


def register_ground() -> None:
    register("account", Room(account, last_owner, forget_account))
    register("profile", Room(profile, forget=forget_profile))
    register("terms", Room(terms))
    register("notices", Room(notices, forget=forget_notices))


def account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "language": user.language,
        "since": user.created_at,
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified")),
        "second_factors": list(
            Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user).values("user_agent", "created_at", "last_seen_at")
        ),
        "other_accounts": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "extra_data")
        ),
    }


def profile(user: User) -> dict[str, Any]:
    fields = ("display_name", "birth_date", "country", "languages", "topics", "created_at")
    accounts = ("network", "handle", "followers", "status", "proven_at", "reason")
    return {
        "influencer": Influencer.objects.filter(user=user).values(*fields).first(),
        "where_they_post": list(
            ProfileAccount.objects.filter(influencer__user=user).values(*accounts)
        ),
        "organisations": list(
            user.memberships.values("organisation__name", "organisation__kind", "role")
        ),
    }


def terms(user: User) -> list[dict[str, Any]]:
    return [dict(one) for one in user.acceptances.values("kind", "version", "language", "at")]


def notices(user: User) -> list[dict[str, Any]]:
    told = Notice.objects.filter(user=user)
    return [dict(one) for one in told.values("created_at", "words", "path", "read_at")]


def last_owner(user: User) -> Iterable[Obstacle]:
    """A team must not lose its last owner while others are in it."""
    owned = user.memberships.filter(role=Membership.Role.OWNER).select_related("organisation")
    for mine in owned:
        others = mine.organisation.memberships.exclude(user=user)
        if others.exists() and not others.filter(role=Membership.Role.OWNER).exists():
            words = _("You are the last owner of %(name)s. Make somebody else an owner first.")
            yield Obstacle(
                words % {"name": before_stop(mine.organisation.name)},
                reverse("accounts:team", args=[mine.organisation_id]),
                _("Who is in the team"),
            )


def forget_account(user: User) -> None:
    """Take away everything that names the person; the row stays, as a pseudonym."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    membership.forget(user)
    user.email = f"{GONE}-{user.pk}@gone.invalid"
    user.name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])
    forget_addresses(user)


def forget_profile(user: User) -> None:
    """The age stays true of who earned; everything else that names them goes."""
    Influencer.objects.filter(user=user).update(
        display_name=f"#{user.pk}", birth_date=None, languages=[], topics=[]
    )
    ProfileAccount.objects.filter(influencer__user=user).delete()


def forget_notices(user: User) -> None:
    Notice.objects.filter(user=user).delete()
    MutedTopic.objects.filter(user=user).delete()
    Mail.objects.filter(to=user.email).delete()
    Invitation.objects.filter(email__iexact=user.email).delete()
