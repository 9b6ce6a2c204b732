"""Who runs this Franc: named in payment files and on the legal pages."""

from marketplace.settings.environment import env

__all__ = ["OPERATOR_IBAN", "OPERATOR_NAME", "OPERATOR_POSTCODE", "OPERATOR_TOWN"]

OPERATOR_NAME: str = env.str("OPERATOR_NAME", default="Franc SAS")
OPERATOR_POSTCODE: str = env.str("OPERATOR_POSTCODE", default="75011")
OPERATOR_TOWN: str = env.str("OPERATOR_TOWN", default="Paris")
# The default is a published example IBAN; `check --deploy` refuses it.
OPERATOR_IBAN: str = env.str("OPERATOR_IBAN", default="FR1420041010050500013M02606")
