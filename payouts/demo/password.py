"""The one password of the demo's accounts."""

# Printed by bin/run; `check --deploy` refuses a database with demo accounts.
PASSWORD = "paid-links-said-out-loud"
