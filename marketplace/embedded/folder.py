"""Where the embedded default keeps its data, its logs and its sockets."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from marketplace.processes.programs import ROOT
from marketplace.processes.refused import Refused

# sun_path holds 108 bytes, the closing NUL included (unix(7)).
LONGEST_SOCKET_PATH = 107
LONGEST_SOCKET_NAME = ".s.PGSQL.5432.lock"


@dataclass(frozen=True)
class Folder:
    """A data folder (FRANC_DATA); nobody but its owner may look into it."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Folder":
        """The folder named by FRANC_DATA, else `.data` beside manage.py."""
        return cls(Path(os.environ.get("FRANC_DATA") or ROOT / ".data").absolute())

    def make(self) -> "Folder":
        """Create the folder and its subfolders."""
        for room in (self.root, self.postgres.parent, self.valkey, self.logs, self.spool):
            room.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def spool(self) -> Path:
        return self.root / "spool"

    @cached_property
    def sockets(self) -> Path:
        """Folder of the unix sockets: inside the data, or a short one when the path is too long."""
        inside = self.root / "run"
        folder = inside if fits(inside) else short_folder(self.root)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_foreign(folder)
        folder.chmod(0o700)
        return folder


def fits(folder: Path) -> bool:
    return len(os.fsencode(folder / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH


def short_folder(root: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"franc-{os.getuid()}-{digest}"


def refuse_foreign(folder: Path) -> None:
    """A folder in /tmp may have been put there by somebody else.

    Raises:
        Refused: it is a link, or not ours.
    """
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise Refused(f"{folder} belongs to somebody else; set FRANC_DATA to a shorter path.")


def last_lines(file: Path, count: int = 8, since: int = 0) -> str:
    """The end of a log, from byte `since` on; "" when there is none."""
    if not file.exists():
        return ""
    with file.open("rb") as log:
        log.seek(since)
        return "\n".join(log.read().decode(errors="replace").splitlines()[-count:])
