"""Every test here gets its world by asking for `world`."""

from tests.authorization.world import world

__all__ = ["world"]
