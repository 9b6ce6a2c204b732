"""Each app registers what it knows of a person, what keeps them from leaving, how it forgets.

They do so from AppConfig.ready(), so that marketplace knows nothing of the apps above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from marketplace.accounts.models import User


def _nothing_in_the_way(user: User) -> Iterable[str]:
    return ()


def _nothing_to_forget(user: User) -> None:
    """For rooms whose rows carry no name."""


@dataclass(frozen=True)
class Room:
    """What one app does with the data of a person.

    Args:
        know: what is known of a person, as JSON can hold it.
        obstacles: why they cannot leave now, in sentences of the language of the moment.
        forget: remove name and identity; runs in the transaction of leaving.
    """

    know: Callable[[User], Any]
    obstacles: Callable[[User], Iterable[str]] = _nothing_in_the_way
    forget: Callable[[User], None] = _nothing_to_forget


_rooms: dict[str, Room] = {}


def register(name: str, room: Room) -> None:
    """Add an app's part under the name that it has in an export."""
    _rooms[name] = room


def rooms() -> dict[str, Room]:
    return dict(_rooms)
