"""A file system in memory that loses what was not synced, when it is told to (see unsynced.py).

    python -m tests.harness.dropping_disk MOUNTPOINT [FOLDER TO BEGIN WITH]

Its attribute `user.plug` pulls the plug: of what was not synced "nothing" or "some" is left.
Whoever has a file open must be dead by then, as after a real power cut.
"""

from __future__ import annotations

import errno
import os
import random
import stat
import sys
from pathlib import Path
from typing import Any

import mfusepy

from tests.harness.unsynced import PLUG, File, Folder, Left, Node

BLOCK = 4096


def nothing(unsynced: int) -> int:
    return 0


def some(unsynced: int) -> int:
    return random.choice([0, random.randint(0, unsynced), unsynced])


LEFT: dict[str, Left] = {"nothing": nothing, "some": some}


class Disk(mfusepy.Operations):  # type: ignore[misc]  # it comes without types
    """What the kernel asks for. Every method may raise OSError."""

    use_ns = True

    def __init__(self, root: Folder) -> None:
        self.root = root
        self.opened: dict[int, File] = {}

    # By path

    def find(self, path: str) -> Node:
        node: Node = self.root
        for name in path.strip("/").split("/") if path != "/" else ():
            if not isinstance(node, Folder) or name not in node.seen:
                raise OSError(errno.ENOENT, path)
            node = node.seen[name]
        return node

    def folder(self, path: str) -> Folder:
        found = self.find(path)
        if not isinstance(found, Folder):
            raise NotADirectoryError(errno.ENOTDIR, path)
        return found

    def place(self, path: str) -> tuple[Folder, str]:
        above, _, name = path.rpartition("/")
        return self.folder(above or "/"), name

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        node = self.opened.get(fh or 0) or self.find(path)
        moments = dict.fromkeys(("st_atime", "st_mtime", "st_ctime"), node.changed_at)
        return {
            "st_ino": node.number,
            "st_mode": node.mode,
            "st_nlink": 1,
            "st_size": node.size,
            "st_blocks": -(-node.size // 512),
            "st_uid": os.getuid(),
            "st_gid": os.getgid(),
            **moments,
        }

    def readdir(self, path: str, fh: int) -> list[tuple[str, dict[str, int], int]]:
        here = self.folder(path)
        found = {".": here, "..": here, **here.seen}
        # Without their numbers they would be taken for removed.
        return [(name, {"st_ino": n.number, "st_mode": n.mode}, 0) for name, n in found.items()]

    def mkdir(self, path: str, mode: int) -> int:
        folder, name = self.place(path)
        folder.change({name: Folder(stat.S_IMODE(mode))})
        return 0

    def setxattr(self, path: str, name: str, value: bytes, options: int) -> int:
        """Pull the plug."""
        if name != PLUG:
            raise OSError(errno.ENOTSUP, name)
        self.root.lose(LEFT[value.decode()])
        return 0

    def rmdir(self, path: str) -> int:
        if self.folder(path).seen:
            raise OSError(errno.ENOTEMPTY, path)
        return self.unlink(path)

    def unlink(self, path: str) -> int:
        folder, name = self.place(path)
        folder.change({name: None})
        return 0

    def rename(self, old: str, new: str) -> int:
        node, (here, name), (there, other) = self.find(old), self.place(old), self.place(new)
        if here is there:
            here.change({name: None, other: node})
        else:
            there.change({other: node})
            here.change({name: None})
        return 0

    def chmod(self, path: str, mode: int) -> int:
        node = self.find(path)
        node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)
        return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        return 0

    def utimens(self, path: str, times: tuple[int, int] | None = None) -> int:
        return 0

    def statfs(self, path: str) -> dict[str, int]:
        room = 1 << 22
        return {"f_bsize": BLOCK, "f_frsize": BLOCK, "f_blocks": room, "f_bavail": room,
                "f_bfree": room, "f_namemax": 255}  # fmt: skip

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        self.folder(path).sync()
        return 0

    # By the file that was opened

    def create(self, path: str, mode: int) -> int:
        folder, name = self.place(path)
        file = File(stat.S_IMODE(mode))
        folder.change({name: file})
        return self.hold(file)

    def open(self, path: str, flags: int) -> int:
        found = self.find(path)
        if not isinstance(found, File):
            raise IsADirectoryError(errno.EISDIR, path)
        return self.hold(found)

    def hold(self, file: File) -> int:
        self.opened[file.number] = file
        return file.number

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return bytes(self.opened[fh].seen[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        self.opened[fh].write(offset, data)
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        found = self.opened.get(fh or 0) or self.find(path)
        if isinstance(found, File):
            found.cut(length)
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self.opened[fh].sync()
        return 0


def loaded(place: Path) -> Folder:
    """A folder of the machine as this disk holds it: all of it synced."""
    made = Folder(stat.S_IMODE(place.stat().st_mode))
    for path in place.iterdir():
        if path.is_dir():
            made.change({path.name: loaded(path)})
        elif path.is_file():
            file = File(stat.S_IMODE(path.stat().st_mode))
            file.write(0, path.read_bytes())
            file.sync()
            made.change({path.name: file})
    made.sync()
    return made


if __name__ == "__main__":
    begun = loaded(Path(sys.argv[2])) if len(sys.argv) > 2 else Folder(0o700)
    options = {"use_ino": True, "attr_timeout": 0, "entry_timeout": 0, "negative_timeout": 0}
    mfusepy.FUSE(Disk(begun), sys.argv[1], foreground=True, nothreads=True, **options)
