"""Starts again what ended by itself, slower each time it ends soon."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from marketplace.processes.refused import Refused

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0  # seconds of life that forgive earlier failures


class Child(Protocol):
    """What can be kept running."""

    @property
    def name(self) -> str: ...
    def start(self) -> None: ...
    def ended(self) -> int | None: ...
    def stop(self) -> None: ...
    def last_words(self) -> str: ...


@dataclass
class Kept:
    """A child and its history. `say` receives sentences for the person at the terminal."""

    child: Child
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    pause: float = FIRST_PAUSE
    started_at: float = 0.0
    said_at_pause: float = 0.0
    due_at: float | None = field(default=None)  # when it is to be started again

    def start(self) -> None:
        self.child.start()
        self.started_at = self.clock()
        self.due_at = None

    def look(self) -> None:
        """Notice an end and plan the next start, or make the start that is due."""
        if self.due_at is not None:
            if self.clock() >= self.due_at:
                self.try_again()
            return
        code = self.child.ended()
        if code is not None:
            self.plan_restart(code)

    def try_again(self) -> None:
        try:
            self.start()
        except Refused as reason:
            self.say(str(reason))
            self.due_at = self.clock() + self.pause

    def plan_restart(self, code: int) -> None:
        if self.clock() - self.started_at >= STEADY_AFTER:
            self.pause = FIRST_PAUSE
        self.due_at = self.clock() + self.pause
        self.report(code)
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def report(self, code: int) -> None:
        if self.pause == LONGEST_PAUSE == self.said_at_pause:
            return  # it was said, and nothing has changed
        self.said_at_pause = self.pause
        cause = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        self.say(f"{self.child.name} ended ({cause}); it is started again in {self.pause:.0f} s")
        self.say(self.child.last_words())
