"""What the redirect uses of granian's RSGI 1.6, whose own types are incomplete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

HeaderPairs = Sequence[tuple[str, str]]


class Headers(Protocol):
    """A request's headers by lower-case name. Of values beyond visible ASCII only it is kept."""

    def get(self, key: str, default: str = "", /) -> str: ...

    def __contains__(self, key: str, /) -> bool: ...

    def get_all(self, key: str, /) -> list[str]: ...


class Scope(Protocol):
    """A request. `client` is "address:port"; `path` is percent-decoded."""

    client: str
    method: str
    path: str
    headers: Headers


class Answer(Protocol):
    """The answer to a request, given by one call."""

    def response_empty(self, status: int, headers: HeaderPairs, /) -> None: ...

    def response_str(self, status: int, headers: HeaderPairs, body: str, /) -> None: ...
