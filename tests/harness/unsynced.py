"""Files and folders of which the disk holds only what was synced: what a power cut leaves.

As strict as POSIX allows a disk to be: what was written to a file is kept from its fsync or
fdatasync on, a name (new, renamed or removed) from the fsync of its folder on, and neither brings
the other. Of what was not synced a power cut leaves the beginning, in the order in which it was
done: of each file and each folder as much as `left` says.
"""

from __future__ import annotations

import itertools
import stat
import time
from collections.abc import Callable

PLUG = "user.plug"  # the attribute of the mounted folder that pulls it
Left = Callable[[int], int]  # of so many unsynced changes, how many had reached the disk
_numbers = itertools.count(2)


class Node:
    """What has an inode number."""

    def __init__(self, mode: int) -> None:
        self.number = next(_numbers)
        self.mode = mode
        self.changed_at = time.time_ns()

    @property
    def size(self) -> int:
        return 0


class File(Node):
    """Bytes as they are seen, and as the disk holds them."""

    def __init__(self, mode: int) -> None:
        super().__init__(stat.S_IFREG | mode)
        self.seen = bytearray()
        self.kept = bytearray()
        self.unsynced: list[tuple[int, bytes | None]] = []  # bytes at an offset; None: cut there

    @property
    def size(self) -> int:
        return len(self.seen)

    def write(self, offset: int, data: bytes) -> None:
        self.change(offset, data)

    def cut(self, size: int) -> None:
        self.change(size, None)

    def change(self, offset: int, data: bytes | None) -> None:
        apply(self.seen, offset, data)
        self.unsynced.append((offset, data))
        self.changed_at = time.time_ns()

    def sync(self) -> None:
        for offset, data in self.unsynced:
            apply(self.kept, offset, data)
        self.unsynced = []

    def lose(self, left: Left) -> None:
        self.unsynced = self.unsynced[: left(len(self.unsynced))]
        self.sync()
        self.seen = bytearray(self.kept)


class Folder(Node):
    """Names as they are seen, and as the disk holds them."""

    def __init__(self, mode: int) -> None:
        super().__init__(stat.S_IFDIR | mode)
        self.seen: dict[str, Node] = {}
        self.kept: dict[str, Node] = {}
        self.unsynced: list[dict[str, Node | None]] = []  # each: names that changed together

    def change(self, names: dict[str, Node | None]) -> None:
        """Name some nodes anew, or take their names away (None)."""
        rename(self.seen, names)
        self.unsynced.append(names)
        self.changed_at = time.time_ns()

    def sync(self) -> None:
        for names in self.unsynced:
            rename(self.kept, names)
        self.unsynced = []

    def lose(self, left: Left) -> None:
        self.unsynced = self.unsynced[: left(len(self.unsynced))]
        self.sync()
        self.seen = dict(self.kept)
        for node in self.seen.values():
            if isinstance(node, File | Folder):
                node.lose(left)


def apply(content: bytearray, offset: int, data: bytes | None) -> None:
    content.extend(bytes(max(0, offset - len(content))))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


def rename(folder: dict[str, Node], names: dict[str, Node | None]) -> None:
    for name, node in names.items():
        if node is None:
            folder.pop(name, None)
        else:
            folder[name] = node
