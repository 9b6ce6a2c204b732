"""Friends who were asked to click: a crowd soon after a post, in a hurry and without a referrer.

A link's clicks are searched for the hours in which most of them look asked for: a mixture of the
campaign's and the owner's usual clicks with those of people who come from a message and leave the
page at once (maximum likelihood by expectation and maximisation; Dempster et al., J. R. Stat. Soc.
B 39, 1977), over windows of several widths (a scan statistic; Kulldorff, Commun. Stat. 26, 1997).
That the hours are busy counts, but cannot decide alone: posts go viral. So do clicks beyond what
as many followers usually make, and words that ask for them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from campaigns.patterns.delays import Delays

WINDOWS = np.array([1800.0, 3600.0, 7200.0, 14400.0, 28800.0])  # seconds
STARTS = 40  # of windows on a link
LONGEST_DELAY = 3 * 86400.0  # seconds after the post at which a window may start
FEWEST = 6  # clicks in a window
FRIENDS = 8  # clicks that look asked for
ZERO_ASKED, DIRECT_ASKED = 0.75, 0.68  # shares among asked friends, at least
KNOWN, HURRY = 10, 1.15  # dwells from which one can tell; times the usual share that leaves at once
MARKS = 1.0  # nats that the marks of the clicks must give by themselves
BUSY = 6.0  # nats that busy hours may give at most
FOLLOWERS = (-1.0, 3.0)  # robust deviations from the usual clicks a follower
WORDS = 1.0  # nats for each degree of incitement in the words
SUSPICIOUS = 10.6  # nats in all
ASKED = 0.4  # chance from which on a click is taken for asked for
UNKNOWN, LOOKED, LEFT_AT_ONCE = 0, 1, 2
PRIOR = 15.0  # clicks; how much of an owner's share of direct clicks is taken from everybody's


class Usual(NamedTuple):
    """What is usual: of everybody's clicks, of the campaign's, and of clicks a follower.

    `zero` by campaign; `followed` is the median and the robust deviation of ln(clicks/follower).
    """

    direct: float
    zero: Mapping[int, float]
    delays: Delays
    followed: tuple[float, float]

    def zero_of(self, campaign: int) -> float:
        if campaign in self.zero:
            return self.zero[campaign]
        return float(np.median(list(self.zero.values()))) if self.zero else 0.35


class Owner(NamedTuple):
    """The owner's clicks on all links and those without a referrer; 0 followers is unknown.

    `words` is the degree, 0 to 3, to which their message asks for clicks.
    """

    clicks: int
    direct: int
    followers: int
    words: int


class Clicks(NamedTuple):
    """The clicks of one link in the order of their delays.

    `delays` in seconds after the post; `direct`: no referrer; `dwell`: UNKNOWN, LOOKED or
    LEFT_AT_ONCE.
    """

    delays: np.ndarray
    direct: np.ndarray
    dwell: np.ndarray

    @property
    def marks(self) -> np.ndarray:
        marks: np.ndarray = self.direct.astype(int) * 3 + self.dwell
        return marks


class Asked(NamedTuple):
    """The clicks of a link that look asked for, by position, and how sure one is (nats).

    `features` compares values with what is usual, for the person who decides.
    """

    clicks: np.ndarray
    score: float
    features: dict[str, tuple[float, float]]


class _Windows(NamedTuple):
    """Candidates: positions [first, end) and clicks by mark, one row each."""

    first: np.ndarray
    end: np.ndarray
    marks: np.ndarray

    @property
    def clicks(self) -> np.ndarray:
        sums: np.ndarray = self.marks.sum(axis=1)
        return sums


def find_asked(clicks: Clicks, campaign: int, owner: Owner, usual: Usual) -> Asked | None:
    """Return the clicks of one link that look asked for, None when nothing does."""
    windows = _windows(clicks)
    if windows is None:
        return None
    zero = usual.zero_of(campaign)
    ratios = _ratios(windows, zero, owner, usual.direct)
    share = _share(windows, ratios)
    by_marks = (windows.marks * np.log1p(share[:, None] * (ratios - 1))).sum(axis=1)
    expected = _expected(clicks.delays, windows, usual.delays)
    by_followers = _by_followers(len(clicks.delays), owner.followers, usual.followed)
    scores = by_marks + np.minimum(_busy(windows, expected), BUSY)
    scores += by_followers + WORDS * owner.words
    few = (share * windows.clicks < FRIENDS) | (by_marks < MARKS)
    scores[few | _stay_as_usual(windows, zero)] = -math.inf
    best = int(scores.argmax())
    if scores[best] < SUSPICIOUS:
        return None
    first, end = int(windows.first[best]), int(windows.end[best])
    chance = _chance(share[best], ratios[best])
    asked = first + np.flatnonzero(chance[clicks.marks[first:end]] > ASKED)
    inside = Clicks(*(column[first:end] for column in clicks))
    features = _features(inside, expected[best], zero, owner, usual.direct)
    if owner.followers:
        usual_rate = math.exp(usual.followed[0])
        features["per_follower"] = (len(clicks.delays) / owner.followers, usual_rate)
    return Asked(asked, float(scores[best]), features)


def _windows(clicks: Clicks) -> _Windows | None:
    """Return the windows of every width that begin with a click and hold enough of them."""
    delays, marks = clicks.delays, clicks.marks
    early = np.flatnonzero(delays < LONGEST_DELAY)[:: max(1, len(delays) // STARTS)]
    first = np.repeat(early, len(WINDOWS))
    end = np.searchsorted(delays, (delays[early][:, None] + WINDOWS).ravel(), side="right")
    so_far = np.zeros((len(delays) + 1, 6))
    so_far[np.arange(1, len(delays) + 1), marks] = 1
    so_far = so_far.cumsum(axis=0)
    counts = so_far[end] - so_far[first]
    enough = counts.sum(axis=1) >= FEWEST
    if not enough.any():
        return None
    return _Windows(first[enough], end[enough], counts[enough])


def _ratios(windows: _Windows, zero: float, owner: Owner, direct_of_all: float) -> np.ndarray:
    """Return how much likelier each of the six marks is among asked friends, for each window.

    The owner's share of direct clicks is that of the others' clicks: those outside the window.
    """
    asked_zero = max(ZERO_ASKED, min(zero + 0.2, 0.95))
    directs = windows.marks[:, 3:].sum(axis=1)
    others = np.maximum(owner.clicks - windows.clicks, 0)
    direct = (np.maximum(owner.direct - directs, 0) + PRIOR * direct_of_all) / (others + PRIOR)
    direct = np.clip(direct, direct_of_all, 0.6)
    asked_direct = np.maximum(DIRECT_ASKED, direct + 0.1)
    by_referrer = np.stack([(1 - asked_direct) / (1 - direct), asked_direct / direct], axis=1)
    by_dwell = np.array([1.0, (1 - asked_zero) / (1 - zero), asked_zero / zero])
    ratios: np.ndarray = (by_referrer[:, :, None] * by_dwell).reshape(len(direct), 6)
    return ratios


def _share(windows: _Windows, ratios: np.ndarray) -> np.ndarray:
    """Return the likeliest share of asked friends in each window."""
    share = np.full(len(ratios), 0.5)
    for _ in range(15):
        asked = share[:, None] * ratios
        chance = asked / (1 - share[:, None] + asked)
        share = np.clip((windows.marks * chance).sum(axis=1) / windows.clicks, 1e-6, 1 - 1e-6)
    return share


def _stay_as_usual(windows: _Windows, zero: float) -> np.ndarray:
    """Whether it is known of each window that its people looked at the page as others do.

    There are owners whose people all come from messages; those who stay chose to look.
    """
    left = windows.marks[:, [LEFT_AT_ONCE, 3 + LEFT_AT_ONCE]].sum(axis=1)
    known = left + windows.marks[:, [LOOKED, 3 + LOOKED]].sum(axis=1)
    as_usual: np.ndarray = (known >= KNOWN) & (left < HURRY * zero * known)
    return as_usual


def _expected(delays: np.ndarray, windows: _Windows, usual: Delays) -> np.ndarray:
    """Return the clicks expected in each window, from those outside and how clicks spread."""
    inside = usual.share_between(delays[windows.first], delays[windows.end - 1])
    inside = np.clip(inside, 1e-4, 0.95)
    expected: np.ndarray = (len(delays) - windows.clicks + 1) * inside / (1 - inside)
    return expected


def _busy(windows: _Windows, expected: np.ndarray) -> np.ndarray:
    """Return the evidence (nats) of the hours being busier than expected."""
    more = np.maximum(windows.clicks / expected, 1.0)
    surplus = np.maximum(windows.clicks - expected, 0.0)
    evidence: np.ndarray = windows.clicks * np.log(more) - surplus
    return evidence


def _by_followers(clicks: int, followers: int, usual: tuple[float, float]) -> float:
    if not followers:
        return 0.0
    middle, deviation = usual
    return float(np.clip((math.log(clicks / followers) - middle) / deviation, *FOLLOWERS))


def _chance(share: float, ratios: np.ndarray) -> np.ndarray:
    """Return for each mark how likely a click with it was asked for."""
    asked = share * ratios
    chance: np.ndarray = asked / (1 - share + asked)
    return chance


def _features(
    inside: Clicks, expected: float, zero: float, owner: Owner, direct_of_all: float
) -> dict[str, tuple[float, float]]:
    direct = (owner.direct + PRIOR * direct_of_all) / (owner.clicks + PRIOR)
    known = inside.dwell[inside.dwell != UNKNOWN]
    return {
        "clicks": (float(len(inside.delays)), round(float(expected), 1)),
        "no_referrer": (_mean(inside.direct), round(direct, 3)),
        "zero_dwell": (_mean(known == LEFT_AT_ONCE), round(zero, 3)),
        "words": (float(owner.words), 0.0),
    }


def _mean(values: np.ndarray) -> float:
    return round(float(values.mean()), 3) if len(values) else 0.0
