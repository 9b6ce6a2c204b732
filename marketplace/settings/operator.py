"""Who runs this Franc: named in payment files and on the legal pages."""

from marketplace.pasted_codes import read_code
from marketplace.settings.environment import env

OPERATOR_NAME: str = env.str("OPERATOR_NAME", default="Franc SAS")
OPERATOR_STREET: str = env.str("OPERATOR_STREET", default="")
OPERATOR_POSTCODE: str = env.str("OPERATOR_POSTCODE", default="75011")
OPERATOR_TOWN: str = env.str("OPERATOR_TOWN", default="Paris")
OPERATOR_SIREN: str = read_code(env.str("OPERATOR_SIREN", default=""), ("SIREN",))
OPERATOR_DIRECTOR: str = env.str("OPERATOR_DIRECTOR", default="")  # of publication
OPERATOR_EMAIL: str = env.str("OPERATOR_EMAIL", default="")
OPERATOR_HOST: str = env.str("OPERATOR_HOST", default="")  # who hosts: name, address, telephone
# Until a lawyer has completed them, the legal pages say that they are models.
OPERATOR_LEGAL_CHECKED: bool = env.bool("OPERATOR_LEGAL_CHECKED", default=False)
# The default is a published example IBAN; `check --deploy` refuses it.
OPERATOR_IBAN: str = read_code(
    env.str("OPERATOR_IBAN", default="FR1420041010050500013M02606"), ("IBAN",)
)
