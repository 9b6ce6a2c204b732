"""Inject labelled fraud into a real log: rings among its owners, inciters, scripts.

Nobody fakes real traffic as well as real traffic. The injected clicks borrow user agents,
languages and countries from the log's own people, and only links that were posted while it was
kept are used. What was there before is "real": mostly honest, some of it robots, no label.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bench.traffic import inciting, rings, scripts
from bench.traffic.columns import KINDS, NOBODY, Clicks, together
from bench.traffic.devices import Device
from bench.traffic.parameters import draw
from bench.traffic.rhythm import Rhythm
from bench.traffic.visitors import Visitors
from bench.traffic.world import CHANNELS, Links, World, form_rings
from bench.traffic.writing import REFERRERS, Truth

RINGS, INCITERS, SCRIPTS = 8, 40, 12
AUDIENCE = 20_000
COMMON = 10  # clicks of a user agent in the log
LINKS_AN_OWNER = 3
EARLY = 0.7  # share of the log's time in which a link was posted for it to be used
ROBOTS = ("bot", "http", "spider", "crawl")
_encode = msgspec.json.Encoder().encode


@dataclass
class Log:
    """A real log: its lines, and the links that can be used, as (link, owner, posted_at)."""

    lines: list[dict[str, Any]]
    people: list[dict[str, Any]]
    fresh: list[tuple[str, str, float]]

    def __post_init__(self) -> None:
        self.owners = sorted({owner for _link, owner, _posted in self.fresh})

    @property
    def span(self) -> tuple[float, float]:
        times = [line["at"] for line in self.lines]
        return min(times), max(times)


def leave(source: Path, log: Path, truth: Path) -> None:
    """Write the real log as it is, with the little that is known of it."""
    _write(((line, _real(line)) for line in _read(source).lines), log, truth)


def inject(source: Path, seed: int, log: Path, truth: Path) -> None:
    """Write the real log with fraud drawn from `seed`, in order of time, and the truth."""
    found = _read(source)
    world = _world(found, np.random.default_rng(seed))
    members = {int(member) for ring in world.rings for member in ring.members}
    inciters = inciting.choose(world, members, INCITERS)
    taken = members | set(inciters.tolist())
    fraud = together([
        rings.clicks(world),
        inciting.clicks(world, inciters),
        scripts.clicks(world, scripts.choose(world, taken, SCRIPTS)),
    ])  # fmt: skip
    injected = _Injected(found, world, fraud, seed)
    both = [(line, _real(line)) for line in found.lines]
    both += [injected.line(row) for row in range(len(fraud))]
    _write(iter(sorted(both, key=lambda one: one[0]["at"])), log, truth)


def _read(source: Path) -> Log:
    with gzip.open(source, "rb") as packed:
        lines = [msgspec.json.decode(line) for line in packed]
    start, end = min(line["at"] for line in lines), max(line["at"] for line in lines)
    latest = start + EARLY * (end - start)
    posted = {
        (line["link"], line["owner"], float(line["posted_at"]))
        for line in lines
        if start <= line["posted_at"] <= latest
    }
    return Log(lines, [line for line in lines if _is_person(line)], _a_few_each(sorted(posted)))


def _a_few_each(links: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    kept: dict[str, list[tuple[str, str, float]]] = {}
    for link in links:
        kept.setdefault(link[1], []).append(link)
    return [link for each in kept.values() for link in each[:LINKS_AN_OWNER]]


def _is_person(line: dict[str, Any]) -> bool:
    agent = line["user_agent"].lower()
    return agent.startswith("mozilla/") and not any(word in agent for word in ROBOTS)


def _world(log: Log, rng: np.random.Generator) -> World:
    """Return a world of the log's owners, each influencer with the links of the log."""
    parameters = draw(rng)
    start, end = log.span
    owners = log.owners
    number = {owner: row for row, owner in enumerate(owners)}
    links = Links(
        np.array([number[owner] for _link, owner, _posted in log.fresh]),
        np.zeros(len(log.fresh), np.int64),
        np.array([posted for _link, _owner, posted in log.fresh]),
    )
    visitors = Visitors(rng, parameters, _devices(log))
    audience = [visitors.add(AUDIENCE)]
    everyone, nowhere = np.arange(len(owners)), np.zeros(len(owners), np.int64)
    return World(
        rng, parameters, Rhythm(rng, parameters, start, end), visitors,
        followers=np.ones(len(owners), np.int64), community=nowhere,
        person=visitors.add(len(owners)), audience=audience, links=links,
        rings=form_rings(rng, everyone, nowhere, RINGS), beacons=np.zeros(1, np.bool_),
        channels=rng.dirichlet(CHANNELS * parameters.channel_focus, len(owners)),
    )  # fmt: skip


def _devices(log: Log) -> list[Device]:
    """Return the log's common user agents, each as often as there."""
    agents = Counter(line["user_agent"] for line in log.people)
    return [Device((agent,) * 4, n) for agent, n in sorted(agents.items()) if n >= COMMON]


@dataclass
class _Injected:
    log: Log
    world: World
    clicks: Clicks
    seed: int

    def line(self, row: int) -> tuple[dict[str, Any], Truth]:
        """Return an injected click as the log would have it, and its truth."""
        clicks, visitor = self.clicks, int(self.clicks.visitor[row])
        link, owner, posted = self.log.fresh[clicks.link[row]]
        # Languages and country of one of the log's people, always the same one.
        like = self.log.people[visitor * 7919 % len(self.log.people)]
        number, visitors = self._name("click", row), self.world.visitors
        line = {
            "id": number, "at": int(clicks.at[row]), "link": link, "owner": owner,
            "posted_at": posted,
            "user_agent": visitors.devices[visitors.device[visitor]].agents[0],
            "referrer": REFERRERS.get(int(clicks.channel[row]), ("",))[0],
            "accept_language": like["accept_language"], "country": like["country"],
            "visitor": self._name("visitor", visitor),
        }  # fmt: skip
        if clicks.clicker[row] != NOBODY:
            line["clicker"] = self.log.owners[clicks.clicker[row]]
        kind = KINDS[clicks.kind[row]]
        return line, Truth(number, kind, int(clicks.group[row]), int(clicks.size[row]), owner)

    def _name(self, of: str, number: int) -> str:
        text = f"{self.seed} {of} {number}".encode()
        return hashlib.blake2b(text, digest_size=8).hexdigest()


def _real(line: dict[str, Any]) -> Truth:
    return Truth(line["id"], "real", NOBODY, 0, line["owner"])


def _write(lines: Iterator[tuple[dict[str, Any], Truth]], log: Path, truth: Path) -> None:
    with log.open("wb") as clicks, truth.open("wb") as labels:
        for line, label in lines:
            clicks.write(_encode(line) + b"\n")
            labels.write(_encode(label) + b"\n")
