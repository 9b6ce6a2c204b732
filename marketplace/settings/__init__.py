"""One settings package, configured by the environment (see README, "Settings")."""

from marketplace.settings.base import *  # noqa: F403
