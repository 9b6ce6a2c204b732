"""Many visitors at once, each with a user agent of its own, who note that they were answered."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException

from campaigns.models import Click
from tests.harness.cluster import wait_for

PAUSE = 0.004  # seconds between two visitors on a connection: other tests run beside this one


class Crowd:
    """Visitors of one link, on some connections that are kept open and opened again."""

    def __init__(self, port: int, path: str, connections: int = 8) -> None:
        self.port = port
        self.path = path
        self.answered: list[str] = []
        self.gone = threading.Event()
        self.threads = [
            threading.Thread(target=self._come, args=(number,)) for number in range(connections)
        ]

    def _come(self, number: int) -> None:
        visitor = 0
        while not self.gone.is_set():
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as client:
                try:
                    while not self.gone.is_set():
                        visitor += 1
                        self._visit(client, f"visitor {number}/{visitor}")
                        time.sleep(PAUSE)
                except (OSError, HTTPException):
                    time.sleep(0.02)

    def _visit(self, client: HTTPConnection, name: str) -> None:
        client.request("GET", self.path, headers={"User-Agent": name})
        answer = client.getresponse()
        answer.read()
        if answer.status == 302:
            self.answered.append(name)

    def leave(self) -> None:
        self.gone.set()
        for thread in self.threads:
            thread.join()


@contextmanager
def crowd(port: int, path: str) -> Iterator[Crowd]:
    visitors = Crowd(port, path)
    for thread in visitors.threads:
        thread.start()
    try:
        yield visitors
        wait_for(lambda: len(visitors.answered) > 100, "a crowd to speak of")
    finally:
        visitors.leave()


def lost_and_twice(visitors: Crowd) -> dict[str, int]:
    """How many were answered and are not stored, and how many are stored more than once."""
    stored = Counter(Click.objects.values_list("user_agent__string", flat=True))
    return {
        "lost": len(set(visitors.answered) - stored.keys()),
        "twice": sum(times > 1 for times in stored.values()),
    }
