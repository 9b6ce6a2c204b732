"""Write traffic in the format of the replay, and the truth about it to a place of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench.traffic.columns import FACEBOOK, INSTAGRAM, KINDS, NOBODY, NOT_REPORTED, TWITTER
from bench.traffic.generating import Traffic
from bench.traffic.rhythm import A_DAY
from bench.traffic.visitors import ABROAD, LANGUAGES

REFERRERS: dict[int, tuple[str, ...]] = {
    FACEBOOK: ("https://l.facebook.com/", "https://m.facebook.com/", "https://www.facebook.com/",
               "https://lm.facebook.com/"),
    INSTAGRAM: ("https://l.instagram.com/", "https://www.instagram.com/"),
    TWITTER: ("https://t.co/",),
}  # fmt: skip
COUNTRIES = ("FR", *ABROAD)


class Truth(msgspec.Struct, frozen=True):
    """What a click is. `size`: a ring's click probability in percent, an inciter's friends."""

    id: str
    kind: str
    group: int
    size: int
    claim: str


def write(traffic: Traffic, seed: int, log: Path, truth: Path) -> None:
    """Write the log and its truth, each as NDJSON in order of time."""
    encode = msgspec.json.Encoder().encode
    with log.open("wb") as clicks, truth.open("wb") as labels:
        for fields, label in lines(traffic, seed):
            clicks.write(encode(fields) + b"\n")
            labels.write(encode(label) + b"\n")


def lines(traffic: Traffic, seed: int) -> Iterator[tuple[dict[str, Any], Truth]]:
    """Yield the fields of each click and its truth; ids and names say nothing."""
    name = Names(seed)
    links = traffic.world.links
    for row in range(len(traffic.clicks)):
        link = int(traffic.clicks.link[row])
        number = name("click", row)
        owner, campaign = (
            name("owner", int(links.owner[link])),
            name("campaign", int(links.campaign[link])),
        )
        stated = {"id": number, "link": name("link", link), "owner": owner, "campaign": campaign}
        yield (
            stated | _heard(traffic, row) | _known(traffic, row, name),
            Truth(
                number,
                KINDS[traffic.clicks.kind[row]],
                int(traffic.clicks.group[row]),
                int(traffic.clicks.size[row]),
                f"{campaign} {owner}",
            ),
        )


class Names:
    """Opaque names that are the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __call__(self, of: str, number: int) -> str:
        text = f"{self.seed} {of} {number}".encode()
        return of[0] + hashlib.blake2b(text, digest_size=7).hexdigest()


def _heard(traffic: Traffic, row: int) -> dict[str, Any]:
    """Return what a redirect hears."""
    visitors, clicks = traffic.world.visitors, traffic.clicks
    visitor, channel, at = int(clicks.visitor[row]), int(clicks.channel[row]), float(clicks.at[row])
    is_person = visitors.device[visitor] < len(visitors.common)
    return {
        "at": round(at, 3),
        "user_agent": visitors.devices[visitors.device[visitor]].agents[channel],
        "referrer": _referrer(channel, visitor),
        "accept_language": LANGUAGES[visitors.language[visitor]][0] if is_person else "",
        "ip": visitors.address(visitor, int(at // A_DAY)),
        "country": COUNTRIES[visitors.country[visitor]],
    }


def _referrer(channel: int, visitor: int) -> str:
    """A person comes from the same page of a network each time."""
    pages = REFERRERS.get(channel)
    if pages is None:
        return ""
    path = hashlib.blake2b(str(visitor).encode(), digest_size=5).hexdigest()
    return pages[visitor % len(pages)] + (path if channel == TWITTER else "")


def _known(traffic: Traffic, row: int, name: Names) -> dict[str, Any]:
    """Return what is known beside it: the post, the owner's followers, the clicker, the dwell."""
    world, clicks = traffic.world, traffic.clicks
    link = int(clicks.link[row])
    known: dict[str, Any] = {
        "posted_at": round(float(world.links.posted[link]), 3),
        "followers": int(world.followers[world.links.owner[link]]),
    }
    if clicks.clicker[row] != NOBODY:
        known["clicker"] = name("owner", int(clicks.clicker[row]))
    if clicks.dwell[row] != NOT_REPORTED:
        known["dwell_seconds"] = float(clicks.dwell[row])
    return known
