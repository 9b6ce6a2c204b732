"""A program that runs, as a child with a log of its own."""

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from marketplace.embedded.folder import Folder, last_lines
from marketplace.processes import die_with_parent
from marketplace.processes.programs import Program

LONGEST_LOG = 10_000_000  # bytes; a longer one is set aside at the next start


class Running:
    """One program under us. Its own children die with it, whatever ended it."""

    def __init__(self, program: Program, folder: Folder, environment: Mapping[str, str]) -> None:
        self.program = program
        self.environment = environment
        self.log: Path = folder.logs / f"{program.name}.log"
        self.began_at = 0  # byte of its log where the present life begins
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        return self.program.name

    def start(self) -> None:
        self.set_long_log_aside()
        self.began_at = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = die_with_parent.start(
                self.program.command,
                log=log,
                env={**self.environment, "DJANGO_SETTINGS_MODULE": self.settings_module()},
                at_death=self.program.orphaned,
            )

    def settings_module(self) -> str:
        return self.environment.get("DJANGO_SETTINGS_MODULE", "marketplace.settings")

    def set_long_log_aside(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))

    def ended(self) -> int | None:
        """None while it runs, else its exit code (negative: the signal that killed it)."""
        code = self.process.poll() if self.process is not None else None
        if code is not None:
            self.kill()  # a killed master may leave workers that still hold its port
        return code

    def stop(self, patience: float = 10) -> None:
        """Ask it to end, insist after `patience` seconds, and leave nothing of it."""
        if self.process is not None:
            die_with_parent.stop(self.process, self.program.ends_on, patience)
            self.kill()

    def kill(self) -> None:
        """kill -9 of the program and of everything it started (they share a process group)."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self) -> str:
        """The end of what it logged since it was started."""
        return last_lines(self.log, since=self.began_at)
