"""What an earlier PostgreSQL left behind in its data folder."""

import time
from pathlib import Path

from marketplace.processes.refused import Refused

LEAVES_WITHIN = 30  # seconds a server that lost its parent may take to shut down


def wait_for_departure(data: Path) -> None:
    """Wait for a server that is still leaving, and remove the note of one that is gone.

    `postmaster.pid` outlives a killed server, and its number may by now be that of a zombie or of
    an unrelated process, for which PostgreSQL itself would refuse to start.

    Raises:
        Refused: a server still runs in this folder.
    """
    deadline = time.monotonic() + LEAVES_WITHIN
    while (pid := postmaster_of(data)) is not None:
        if not is_postgres(pid, data):
            (data / "postmaster.pid").unlink(missing_ok=True)
        elif time.monotonic() > deadline:
            raise Refused(f"Another PostgreSQL (process {pid}) still runs in {data}.")
        else:
            time.sleep(0.1)


def postmaster_of(data: Path) -> int | None:
    """The process id noted in the data folder, if one is."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return None
    except ValueError:
        return 0  # a torn note is nobody's


def is_postgres(pid: int, data: Path) -> bool:
    """Whether `pid` lives, is no zombie, and was started on this data folder."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, IndexError):
        return False
    return state != "Z" and str(data).encode() in arguments
