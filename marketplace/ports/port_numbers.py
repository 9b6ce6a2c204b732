"""The TCP ports of a Franc on one machine."""

from dataclasses import dataclass

DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Ports:
    """TCP ports of the site and of the links; the links take the next one."""

    site: int = DEFAULT_PORT

    @property
    def links(self) -> int:
        return self.site + 1
