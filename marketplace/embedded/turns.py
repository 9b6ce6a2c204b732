"""Who runs the servers of a data folder and who uses them: locks, which the kernel lets go of."""

import fcntl
import os
from pathlib import Path
from types import TracebackType


class Lock:
    """A file lock (flock) held until released or until its process ends."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.handle: int | None = None

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take it, or change how it is held; without `wait`, say at once whether it worked."""
        if self.handle is None:
            self.handle = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self.handle, kind | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def sign(self, name: str) -> None:
        """Note who holds it, for the others to name; for its holder only."""
        self.file.write_text(f"{name} {os.getpid()}")

    def holder(self) -> tuple[str, int]:
        """Name and process id of who signed last; ("", 0) when nobody did."""
        name, _, pid = self.file.read_text().rpartition(" ")
        return (name, int(pid)) if pid else ("", 0)

    def is_held_by(self, name: str) -> bool:
        """Whether who signed last, with this name, still has it."""
        if not self.file.exists() or self.holder()[0] != name:
            return False
        with Lock(self.file) as another:
            return not another.take(wait=False)

    def release(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
