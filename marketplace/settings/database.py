"""One database, two roles: `default` uses the tables, `owner` makes them (migrations only)."""

from typing import Any

from marketplace import tcp_keepalive, time_limits
from marketplace.settings.environment import env


def database(name: str) -> dict[str, Any]:
    """A connection named by the environment; a `?host=` folder of unix sockets becomes HOST."""
    config: dict[str, Any] = env.db(name, default="postgres:///franc")
    named = config.get("OPTIONS", {})
    if "host" in named:
        config["HOST"] = named.pop("host")
    silent = tcp_keepalive.libpq()
    options = f"{silent['options']} {named.get('options', '')}".strip()
    return {**config, "OPTIONS": {**silent, **named, "options": options}}


def limited(config: dict[str, Any], program: str) -> dict[str, Any]:
    """The same with the time limits of a program; what the address says itself wins."""
    own = config.get("OPTIONS", {})
    limits = f"{time_limits.options(program)} {own.get('options', '')}".strip()
    return {**config, "OPTIONS": {**own, "options": limits}}


# `default` is limited by the program that connects: marketplace/apply_time_limits.py.
DATABASES = {
    "default": {
        **database("DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
    "owner": limited(database("DATABASE_OWNER_URL"), "migrate"),
}
# Rate limits count in the cache: with several site processes it must be one they share.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
