"""The settings of the tests: the site's, with passwords that are quick to check."""

import os

from cryptography.fernet import Fernet

# mypy and editors load the settings outside of bin/test, which names the real ones.
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("KEY_ENCRYPTION_KEY", Fernet.generate_key().decode())

from marketplace.settings import *
from marketplace.settings.database import CACHES as SHARED

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The counters of one test process are not those of another: rate limits hold in each.
CACHES = {
    name: {**cache, "KEY_PREFIX": os.environ.get("PYTEST_XDIST_WORKER", "")}
    for name, cache in SHARED.items()
}
