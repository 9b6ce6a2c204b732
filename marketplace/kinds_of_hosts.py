"""The kinds of hosts of a production: what runs on each, and what each must be told.

One place for both: the README's table is compared with it, and `bin/bench hosts` starts exactly
this on hosts of its own and cuts them off.
"""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.processes import programs
from marketplace.processes.programs import Program

EVERYWHERE = "0.0.0.0"  # noqa: S104  a host's firewall and its proxy say who may ask
SITE_PORT, LINKS_PORT = 8000, 8001
DJANGO = ("DATABASE_URL", "SECRET_KEY", "KEY_ENCRYPTION_KEY", "FRANC_DATA")
ADDRESSES = ("SITE_BASE_URL", "LINK_BASE_URL")


@dataclass(frozen=True)
class Kind:
    """A kind of host.

    Args:
        programs: each kept running by the host's own service manager (Restart=always).
        needs: names of its environment.
    """

    name: str
    programs: tuple[Program, ...]
    needs: tuple[str, ...]


SITE = Kind(
    "site",
    (programs.site(SITE_PORT, EVERYWHERE),),
    (*DJANGO, *ADDRESSES, "ALLOWED_HOSTS", "TRUSTED_PROXIES", "CACHE_URL"),
)
# Neither knows the broker: what must be sent leaves through the outbox, in the database.
REDIRECT = Kind(
    "redirect",
    (programs.links(LINKS_PORT, EVERYWHERE), programs.ship()),
    (*DJANGO, "SITE_BASE_URL", "TRUSTED_PROXIES"),
)
# Each with a clock and a relay: two of either do no harm, and one may be cut off.
WORKER = Kind(
    "worker",
    (programs.relay(), programs.worker(), programs.beat()),
    (*DJANGO, *ADDRESSES, "CELERY_BROKER_URL", "EMAIL_URL"),
)
KINDS = (SITE, REDIRECT, WORKER)
