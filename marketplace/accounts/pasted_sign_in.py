"""Signing in with what was pasted: allauth's forms, for addresses and codes as they are copied.

A mail address comes with marks that nobody sees, a one-time code as "123 456".
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django.http import QueryDict

from marketplace.pasted_codes import read_digits, without_unseen

READERS = {"login": without_unseen, "email": without_unseen, "code": read_digits}


class ReadsPasted:
    """Reads the fields above before the form does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        data = kwargs.get("data")
        if isinstance(data, QueryDict):
            kwargs["data"] = data = data.copy()
            for name, read in READERS.items():
                if name in data:
                    data[name] = read(str(data[name]))
        super().__init__(*args, **kwargs)


class PastedLoginForm(ReadsPasted, LoginForm):  # type: ignore[misc]
    pass


class PastedSignupForm(ReadsPasted, SignupForm):  # type: ignore[misc]
    pass


class PastedSocialSignupForm(ReadsPasted, SocialSignupForm):  # type: ignore[misc]
    pass


class PastedAddEmailForm(ReadsPasted, AddEmailForm):  # type: ignore[misc]
    pass


class PastedResetPasswordForm(ReadsPasted, ResetPasswordForm):  # type: ignore[misc]
    pass


class PastedAuthenticateForm(ReadsPasted, AuthenticateForm):  # type: ignore[misc]
    pass


class PastedReauthenticateForm(ReadsPasted, ReauthenticateForm):  # type: ignore[misc]
    pass


class PastedActivateForm(ReadsPasted, ActivateTOTPForm):  # type: ignore[misc]
    pass
