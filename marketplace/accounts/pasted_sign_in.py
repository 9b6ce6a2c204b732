"""Signing in with what was pasted: allauth's forms, for addresses and codes as they are copied.

A mail address comes with marks that nobody sees, a one-time code as "123 456".
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms

from marketplace.pasted_codes import read_digits, without_unseen

READERS = {"login": without_unseen, "email": without_unseen, "code": read_digits}


class ReadsPasted(forms.Form):
    """Reads the fields above while it is cleaned; shown again, they hold what was typed."""

    def full_clean(self) -> None:
        typed = self.data
        self.data = _read(typed)
        super().full_clean()
        self.data = typed


def _read(typed: Any) -> Any:
    data = typed.copy()
    for name in READERS.keys() & data.keys():
        data[name] = READERS[name](str(data[name]))
    return data


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
