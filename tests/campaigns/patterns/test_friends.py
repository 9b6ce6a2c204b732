"""Friends who were asked are found; viral posts and owners with direct traffic are not."""

import numpy as np
import pytest

from campaigns.patterns import friends
from campaigns.patterns.delays import BUCKETS, Delays
from campaigns.patterns.friends import LEFT_AT_ONCE, LOOKED, UNKNOWN, Clicks, Owner, Usual

HOUR = 3600.0
CAMPAIGN = 1


def delays(dice: np.random.Generator, count: int) -> np.ndarray:
    return np.exp(dice.normal(np.log(3.6 * HOUR), 1.3, count))


def usual() -> Usual:
    many = delays(np.random.default_rng(0), 50_000)
    counts, _edges = np.histogram(many, [*BUCKETS, 1e9])
    spread = Delays(dict(zip(BUCKETS, counts.tolist(), strict=True)))
    return Usual(direct=0.25, zero={CAMPAIGN: 0.38}, delays=spread, followed=(-1.8, 0.8))


class Post:
    """The clicks of one link, honest and asked for."""

    def __init__(self, seed: int, honest: int, direct: float = 0.25) -> None:
        self.dice = np.random.default_rng(seed)
        self.parts: list[tuple[np.ndarray, float, float, bool]] = []
        self.parts.append((delays(self.dice, honest), direct, 0.38, False))

    def burst(self, count: int, hours: float, direct: float, zero: float, asked: bool) -> None:
        at = HOUR + self.dice.exponential(hours * HOUR, count)
        self.parts.append((at, direct, zero, asked))

    def clicks(self, reported: bool = True) -> tuple[Clicks, np.ndarray]:
        at = np.concatenate([part[0] for part in self.parts])
        direct = np.concatenate([self.dice.random(len(p[0])) < p[1] for p in self.parts])
        zero = np.concatenate([self.dice.random(len(p[0])) < p[2] for p in self.parts])
        asked = np.concatenate([np.full(len(p[0]), p[3]) for p in self.parts])
        dwell = np.where(zero, LEFT_AT_ONCE, LOOKED) if reported else np.full(len(at), UNKNOWN)
        order = np.argsort(at)
        return Clicks(at[order], direct[order], dwell[order]), asked[order]


def found_in(post: Post, followers: int = 250, *, words: int = 0, reported: bool = True) -> int:
    clicks, _asked = post.clicks(reported)
    owner = Owner(len(clicks.delays), int(clicks.direct.sum()), followers, words)
    asked = friends.find_asked(clicks, CAMPAIGN, owner, usual())
    return 0 if asked is None else len(asked.clicks)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("reported", [True, False])
def test_thirty_friends_in_an_hour_are_found(seed: int, reported: bool) -> None:
    post = Post(seed, honest=40)
    post.burst(30, hours=0.5, direct=0.75, zero=0.8, asked=True)

    assert found_in(post, reported=reported) >= 12


def test_those_found_are_mostly_the_friends() -> None:
    post = Post(9, honest=60)
    post.burst(35, hours=0.5, direct=0.8, zero=0.85, asked=True)
    clicks, labels = post.clicks()
    owner = Owner(len(labels), int(clicks.direct.sum()), 250, 0)

    asked = friends.find_asked(clicks, CAMPAIGN, owner, usual())

    assert asked is not None
    assert labels[asked.clicks].mean() > 0.75
    value, ordinary = asked.features["zero_dwell"]
    assert value > ordinary


@pytest.mark.parametrize("seed", range(6))
def test_a_viral_post_is_not_begging(seed: int) -> None:
    post = Post(seed, honest=60)
    post.burst(120, hours=0.5, direct=0.25, zero=0.38, asked=False)

    assert found_in(post, followers=3_000) == 0


def test_an_owner_whose_people_come_directly_is_seldom_held() -> None:
    alarms = [found_in(Post(seed, honest=150, direct=0.6), followers=1_000) for seed in range(12)]

    assert sum(alarm > 0 for alarm in alarms) <= 1


def test_words_that_ask_weigh_in() -> None:
    post = Post(3, honest=40)
    post.burst(30, hours=0.5, direct=0.75, zero=0.8, asked=True)
    clicks, _asked = post.clicks()
    owner = Owner(len(clicks.delays), int(clicks.direct.sum()), 250, 0)

    silent = friends.find_asked(clicks, CAMPAIGN, owner, usual())
    begging = friends.find_asked(clicks, CAMPAIGN, owner._replace(words=2), usual())

    assert silent is not None
    assert begging is not None
    assert begging.score == pytest.approx(silent.score + 2 * friends.WORDS)


def test_too_few_clicks_say_nothing() -> None:
    assert found_in(Post(1, honest=3)) == 0
