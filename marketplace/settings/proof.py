"""How sponsors prove who they are."""

from marketplace.settings.environment import EMBEDDED, env

# "vies" asks the European Commission's register; "made_up" answers by itself, for show and tests.
VAT_REGISTER: str = env.str("VAT_REGISTER", default="made_up" if EMBEDDED else "vies")
