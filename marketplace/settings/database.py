"""One database, two roles: `default` uses the tables, `owner` makes them (migrations only)."""

from typing import Any

from marketplace import silence
from marketplace.settings.environment import env

__all__ = ["CACHES", "DATABASES"]


def database(name: str) -> dict[str, Any]:
    """A connection named by the environment; a `?host=` folder of unix sockets becomes HOST."""
    config: dict[str, Any] = env.db(name, default="postgres:///franc")
    named = config.get("OPTIONS", {})
    if "host" in named:
        config["HOST"] = named.pop("host")
    return {**config, "OPTIONS": {**silence.libpq(), **named}}


DATABASES = {
    "default": {
        **database("DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
    "owner": database("DATABASE_OWNER_URL"),
}
# Rate limits count in the cache: with several site processes it must be one they share.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
