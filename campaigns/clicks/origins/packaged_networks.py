"""The lists of networks that an installed package brings: those of MISP.

`pymispwarninglists` (CIRCL, Luxembourg; BSD-3-Clause) ships the public lists of the large clouds
and of VPN providers. Left out on purpose: Cloudflare, Akamai and Fastly, through which Apple's
Private Relay leaves, and Zscaler, behind which whole companies read.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

PACKAGE = "pymispwarninglists"
LICENCE = "BSD-3-Clause"
LISTS = {
    "amazon-aws": "datacentre",
    "google-gcp": "datacentre",
    "microsoft-azure": "datacentre",
    "microsoft-azure-china": "datacentre",
    "microsoft-azure-us-gov": "datacentre",
    "ovh-cluster": "datacentre",
    "stackpath": "datacentre",
    "censys-scanning": "datacentre",
    "shodan-scanning": "datacentre",
    "vpn-ipv4": "vpn",
    "vpn-ipv6": "vpn",
}


class Packaged(NamedTuple):
    """A list of the package: its lines, their class, where it is from and of which day."""

    name: str
    kind: str
    source: str
    dated: date
    lines: list[str]


def lists() -> Iterator[Packaged]:
    """Yield the lists that are used. Raises FileNotFoundError when the package lacks one."""
    version = importlib.metadata.version(PACKAGE)
    for name, kind in LISTS.items():
        content = json.loads((_folder() / name / "list.json").read_text())
        source = f"{PACKAGE} {version}, {name}"
        yield Packaged(name, kind, source, _day_of(content["version"]), content["list"])


def _folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{PACKAGE} is not installed")
    return Path(spec.origin).parent / "data" / "misp-warninglists" / "lists"


def _day_of(version: int) -> date:
    """Return the day in a version such as 20251223; lists without one are as old as the first."""
    try:
        return datetime.strptime(str(version), "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        return date(2024, 1, 1)
