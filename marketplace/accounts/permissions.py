"""Who may open a page. Every page names its roles; whose objects it shows is the queryset's job."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from marketplace.accounts.models import Influencer, User
from marketplace.terms.accepting import to_accept

Role = User.Role
Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]

STAFF = (Role.REVIEWER, Role.FINANCE)


def roles(*allowed: User.Role) -> Callable[[View[Parameters]], View[Parameters]]:
    """Let only signed-in people of these roles open the view.

    Nobody signed in: to sign-in and back. Another role: 403. Suspended: to the page that says
    why. Staff without a second factor: to its set-up. Influencers and brands who have not accepted
    the terms in force, or not said who they are: to that page.
    """

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.role not in allowed:
                raise PermissionDenied
            if request.user.suspensions.lasting().exists():
                return redirect("accounts:suspended")
            missing = missing_step(request.user)
            return redirect(missing) if missing else view(request, *args, **kwargs)

        return cast("View[Parameters]", guarded)

    return decorate


def freshly_signed_in(view: View[Parameters]) -> View[Parameters]:
    """Ask who one is once more, unless that was done within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    return cast("View[Parameters]", reauthentication_required(view))


def missing_step(user: User) -> str | None:
    """Return the name of the page that `user` must go through first, if any."""
    if user.is_staff:
        return None if is_mfa_enabled(user) else "mfa_index"
    if to_accept(user.pk, user.role):
        return "accounts:terms"
    known = (
        Influencer.objects.filter(user=user)
        if user.role == Role.INFLUENCER
        else user.memberships.all()
    )
    return None if known.exists() else "accounts:onboarding"


def person(request: HttpRequest) -> User:
    """Return the signed-in user of a view behind `roles`."""
    user: Any = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user
