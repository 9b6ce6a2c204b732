"""The checks that read the code instead of running it."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from cryptography.fernet import Fernet

from marketplace.embedded.speaking import say
from marketplace.processes.programs import ROOT

AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    """A command that succeeds or explains itself."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def production() -> dict[str, str]:
    """An environment as production has it, beside the addresses of the servers."""
    return {
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "FRANC_EMBEDDED": "0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "KEY_ENCRYPTION_KEY": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "franc.example",
        "METRICS_TOKEN": secrets.token_urlsafe(32),
        "SITE_BASE_URL": "https://franc.example",
        "LINK_BASE_URL": "https://frn.example",
        "OPERATOR_IBAN": "DE89370400440532013000",
    }


MANAGE = (sys.executable, "manage.py")
# Each the longest first, so that the others fit beside it.
READING = (
    Check("types", (sys.executable, "-m", "mypy", ".")),
    Check("style", (sys.executable, "-m", "ruff", "check", ".")),
    Check("format", (sys.executable, "-m", "ruff", "format", "--check", ".")),
    Check("storeys", ("lint-imports", "--no-logo")),
)
# They start Django, which asks for its servers.
ASKING = (
    Check("translations", (*MANAGE, "translations", "--check")),
    Check("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Check("deployment", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), production()),
)


def run_checks(checks: Iterable[Check], environment: Mapping[str, str]) -> bool:
    """Run them, two at once; says what each found and returns whether all are content."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return all(list(pool.map(lambda check: run_check(check, environment), checks)))


def run_check(check: Check, environment: Mapping[str, str]) -> bool:
    began = time.monotonic()
    tools = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])  # noqa: PTH120
    done = subprocess.run(
        check.command,
        env={**environment, "PATH": tools, **check.environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    verdict = "FAILED" if done.returncode else "ok"
    say(f"{check.name:<14}{verdict:<8}{time.monotonic() - began:.1f} s")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0
