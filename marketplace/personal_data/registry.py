"""Each app registers what it knows of a person, what keeps them from leaving, how it forgets.

They do so from AppConfig.ready(), so that marketplace knows nothing of the apps above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from marketplace.accounts.models import User


@dataclass(frozen=True)
class Obstacle:
    """Why somebody cannot leave yet, who must act and what follows, in `words`; `url` is where they
    act themselves, `link` what stands on it.
    """

    words: str
    url: str = ""
    link: str = ""


def _nothing_in_the_way(user: User) -> Iterable[Obstacle]:
    return ()


def _nothing_to_undo(user: User) -> None:
    """For rooms that keep nothing while somebody waits to leave."""


def _nothing_to_forget(user: User) -> None:
    """For rooms whose rows carry no name."""


@dataclass(frozen=True)
class Room:
    """What one app does with the data of a person.

    Args:
        know: what is known of a person, as JSON can hold it.
        obstacles: why they cannot leave now, in sentences of the language of the moment.
        stay: they take back that they want to leave; runs in that transaction.
        forget: remove name and identity; runs in the transaction of leaving.
    """

    know: Callable[[User], Any]
    obstacles: Callable[[User], Iterable[Obstacle]] = _nothing_in_the_way
    forget: Callable[[User], None] = _nothing_to_forget
    stay: Callable[[User], None] = _nothing_to_undo


_rooms: dict[str, Room] = {}


def register(name: str, room: Room) -> None:
    """Add an app's part under the name that it has in an export."""
    _rooms[name] = room


def rooms() -> dict[str, Room]:
    return dict(_rooms)
