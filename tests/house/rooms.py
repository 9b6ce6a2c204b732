"""How a folder is built: its rooms, the arrows of imports between them, and its floors.

    FRANC_REQUIREMENTS=test bin/python -m tests.house.rooms campaigns.clicks [campaigns ...]

A room is a file or a folder directly inside of it, an arrow one room's import of another, and the
floors are the longest way down along the arrows.
"""

from __future__ import annotations

import sys
from functools import cache

import grimp

ROOTS = ("marketplace", "campaigns", "payouts")


def main(packages: list[str]) -> None:
    graph = grimp.build_graph(*ROOTS)
    print(f"{'folder':<32}{'rooms':>7}{'arrows':>8}{'floors':>8}")
    for package in packages or ROOTS:
        arrows = arrows_of(graph, package)
        print(
            f"{package:<32}{len(arrows):>7}{sum(map(len, arrows.values())):>8}"
            f"{floors_of(arrows):>8}"
        )


def arrows_of(graph: grimp.ImportGraph, package: str) -> dict[str, set[str]]:
    """Return for each room of `package` the rooms that it imports."""
    rooms = graph.find_children(package)
    inside = {room: {room, *graph.find_descendants(room)} for room in rooms}
    room_of = {module: room for room, modules in inside.items() for module in modules}
    return {
        room: {
            room_of[imported]
            for module in modules
            for imported in graph.find_modules_directly_imported_by(module)
            if imported in room_of
        }
        - {room}
        for room, modules in inside.items()
    }


def floors_of(arrows: dict[str, set[str]]) -> int:
    """Return how many floors there are; there is no circle (import-linter holds it)."""

    @cache
    def floor(room: str) -> int:
        return 1 + max(map(floor, arrows[room]), default=0)

    return max(map(floor, arrows), default=0)


if __name__ == "__main__":
    main(sys.argv[1:])
