"""When things happen: after a post, by day more than by night, within the time of the traffic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.traffic.columns import Bools, Floats, Ints
from bench.traffic.parameters import Parameters

A_DAY = 86_400.0
MEDIAN_DELAY, SIGMA = 3.6 * 3600, 1.3
PARIS = 3600.0  # ahead of UTC, in winter
QUIETEST = 4.0  # o'clock
TRIES = 8

Draw = Callable[[Ints], Floats]


@dataclass
class Rhythm:
    """Times are epoch seconds (UTC); `start` and `end` bound the traffic."""

    rng: np.random.Generator
    parameters: Parameters
    start: float
    end: float

    def posts(self, count: int) -> Floats:
        """Return moments of posting: by day, in the first seven tenths of the time."""
        return self.by_day(
            lambda rows: self.start + self.rng.random(len(rows)) * 0.7 * (self.end - self.start),
            count,
        )

    def after(self, posted: Floats) -> Floats:
        """Return a click's moment for each of these posts."""
        return self.by_day(
            lambda rows: posted[rows] + self.rng.lognormal(np.log(MEDIAN_DELAY), SIGMA, len(rows)),
            len(posted),
        )

    def by_day(self, draw: Draw, count: int) -> Floats:
        """Draw moments again, a few times, while they fall when people sleep."""
        at = draw(np.arange(count))
        for _ in range(TRIES):
            asleep = np.flatnonzero(self.rng.random(count) >= self.activity(at))
            if not len(asleep):
                break
            at[asleep] = draw(asleep)
        return at

    def activity(self, at: Floats) -> Floats:
        """Return how awake people are, 0 to 1: least at four in the morning."""
        hour = (at + PARIS) % A_DAY / 3600
        night = self.parameters.night
        wave = (1 - np.cos((hour - QUIETEST) * 2 * np.pi / 24)) / 2
        return np.asarray(night + (1 - night) * wave**0.7, np.float64)

    def inside(self, at: Floats) -> Bools:
        return np.asarray((at >= self.start) & (at < self.end))
