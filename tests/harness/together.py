"""Do things at once, each in a thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def at_once(*acts: Callable[[], object], refused: type[Exception]) -> list[str]:
    """Do each together with the others; return "done", or the name of `refused`, of each."""
    together, outcomes = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
            outcomes.append("done")
        except refused:
            outcomes.append(refused.__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
