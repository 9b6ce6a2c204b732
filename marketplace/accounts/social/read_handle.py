"""Read a handle as people give it: itself, or the address of the profile or of one of its posts.

Phones copy addresses, with what their networks add to them. An address of another network, of a
single post or of a shortened link names no handle, and the refusal says what would.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.audience import Network
from marketplace.pasted_codes import without_unseen

HOSTS = {
    "instagram.com": Network.INSTAGRAM, "instagr.am": Network.INSTAGRAM,
    "ig.me": Network.INSTAGRAM, "tiktok.com": Network.TIKTOK,
    "facebook.com": Network.FACEBOOK, "fb.com": Network.FACEBOOK, "fb.me": Network.FACEBOOK,
    "fb.watch": Network.FACEBOOK,
    "x.com": Network.X, "twitter.com": Network.X, "youtube.com": Network.YOUTUBE,
    "youtu.be": Network.YOUTUBE, "whatsapp.com": Network.WHATSAPP, "wa.me": Network.WHATSAPP,
}  # fmt: skip
# First parts of a path that are pages of the network itself, or that lead to a post alone.
PAGES = {
    Network.INSTAGRAM: frozenset(
        ("p", "reel", "reels", "tv", "explore", "accounts", "direct", "share", "about")
    ),
    Network.FACEBOOK: frozenset(
        ("share", "groups", "watch", "story.php", "permalink.php", "photo", "photo.php", "reel",
         "events", "marketplace", "p", "login", "sharer", "sharer.php", "hashtag")
    ),
    Network.X: frozenset(("i", "home", "search", "hashtag", "explore", "share", "settings")),
    Network.WHATSAPP: frozenset(("send", "message")),
}  # fmt: skip
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9\-]+\.)*[a-z0-9\-]+(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)


def read_handle(typed: str, network: str) -> str:
    """Return the handle on `network`, without @ and in lower case.

    Raises ValidationError for an address that names no handle of that network. Whether the
    letters are those of a handle is checked by the model.
    """
    text = without_unseen(unicodedata.normalize("NFKC", typed))
    address = _SCHEME.sub("", text, count=1)
    host = _HOST.match(address)
    named = _network_of(host.group()) if host else None
    if named is None:
        return _plain(text)
    if named != network:
        words = _(
            "This is an address of %(found)s: choose that network, or give your handle on"
            " %(wanted)s."
        )
        names = {"found": named.label, "wanted": _label(network)}
        raise ValidationError(words, code="network", params=names)
    handle = _in_address(urlsplit(f"https://{address}"), named)
    if not handle:
        raise ValidationError(
            _("This address names no profile: open yours on %(network)s and copy its address."),
            code="profile", params={"network": named.label},
        )  # fmt: skip
    return _plain(handle)


def network_of_address(url: str) -> Network | None:
    """Return the network on which a post at this address stands; None for any other site."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return _network_of(host.rstrip("."))


def handle_meant(words: str) -> str:
    """Return the handle in what somebody looks for, on any network; or the words as they are."""
    for network in Network.values:
        try:
            return read_handle(words, network)
        except ValidationError:
            continue
    return words.lower()


def _plain(handle: str) -> str:
    """A handle as it is compared. Raises ValidationError for an address of nobody we know."""
    plain = handle.strip().lstrip("@").strip().lower()
    if "/" in plain or ":" in plain:
        raise ValidationError(
            _("We do not know this address: give your handle, such as @name."), code="address"
        )
    return plain


def _network_of(host: str) -> Network | None:
    """The network whose host this is, or one below it (m., mobile., fr-fr.)."""
    labels = host.lower().partition(":")[0].split(".")
    return next(
        (HOSTS[name] for n in range(len(labels)) if (name := ".".join(labels[n:])) in HOSTS), None
    )


def _label(network: str) -> str:
    return str(Network(network).label) if network in Network.values else network


def _in_address(address: SplitResult, network: Network) -> str:
    """The handle that a path names, or '' for one that names none."""
    path = [unquote(part) for part in address.path.split("/") if part]
    asked = parse_qs(address.query)
    if network in (Network.TIKTOK, Network.YOUTUBE):
        return next((part for part in path[:1] if part.startswith("@")), "")
    if network == Network.FACEBOOK and path[:1] in (["profile.php"], ["people"]):
        return (asked.get("id") or path[2:3] or [""])[0]
    if network == Network.X and path[:1] == ["intent"]:
        return asked.get("screen_name", [""])[0]
    if path[:1] in (["stories"], ["channel"]):
        path = path[1:]
    return path[0] if path and path[0].lower() not in PAGES[network] else ""
