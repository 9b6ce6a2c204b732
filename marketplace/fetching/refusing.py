"""Why a page was not fetched: a code for machines, and plain words for each."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    HOST = "host"
    PORT = "port"
    ADDRESS = "address"
    UNRESOLVABLE = "unresolvable"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    NOT_HTTP = "not_http"
    REDIRECTS = "redirects"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"


WORDS: dict[Reason, Promise] = {
    Reason.SCHEME: _("The address must begin with https:// or http://."),
    Reason.CREDENTIALS: _("The address must not carry a name or a password before the @."),
    Reason.HOST: _("This is not an address of a site."),
    Reason.PORT: _("The address must use the usual ports: 443 for https, 80 for http."),
    Reason.ADDRESS: _("This address leads into a private network. It must be open to everybody."),
    Reason.UNRESOLVABLE: _("No site has this name. Look for a typing mistake."),
    Reason.UNREACHABLE: _("The site does not answer. Try again when it does."),
    Reason.TLS: _("The site's certificate is not valid for this name, so browsers would warn."),
    Reason.NOT_HTTP: _("What answers there is not a web page."),
    Reason.REDIRECTS: _("The page leads on too often. Give the address where it ends."),
    Reason.TOO_LARGE: _("The page is too large."),
    Reason.TOO_SLOW: _("The page takes too long to arrive."),
}


class FetchRefused(Exception):
    """The page was not fetched, for `reason`; `url` is the hop that was refused."""

    def __init__(self, reason: Reason, url: str) -> None:
        super().__init__(f"{reason}: {url}")
        self.reason = reason
        self.url = url


def words(reason: Reason | str) -> str:
    """Return what to tell a person, in the language of the moment."""
    return str(WORDS[Reason(reason)])
