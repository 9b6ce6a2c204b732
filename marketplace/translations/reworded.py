"""Sentences of our libraries whose French we write ourselves, so that one thing has one word.

They are named here for `bin/manage translations` to find; the libraries show them, and the
catalogue of the project comes before theirs.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

REWORDED = (
    # Django: « courriel », « adresse électronique »
    gettext_noop("Enter a valid email address."),
    gettext_noop("Email address"),
    gettext_noop("Email"),
    gettext_noop("email address"),
    # allauth: « email »
    gettext_noop("Username, email or phone"),
    gettext_noop("Email or phone"),
)
