"""Every dependency is used: imported, configured by name, or run by a script of ours."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from marketplace.processes.programs import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
READ = {".py", ".toml", ".sh", ""}
# What is used without its own name appearing: by another one, which is named.
BEHIND = {"psycopg2-binary": "psycopg2", "pytest-xdist": "worksteal", "celery-types": "celery"}
BEHIND |= {"django-stubs": "mypy_django_plugin", "djangorestframework-stubs": "mypy_drf_plugin"}
BEHIND |= {"types-psutil": "psutil", "types-psycopg2": "psycopg2", "types-tqdm": "tqdm"}
BEHIND |= {"types-pyyaml": "yaml", "scipy-stubs": "scipy"}
BEHIND |= {"import-linter": "lint-imports", "pytest-playwright": "browser_type_launch_args"}


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=;~! ]", requirement, maxsplit=1)[0].lower()


def declared() -> list[str]:
    groups = [PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"].values()]
    listed = [one for group in groups for one in group if isinstance(one, str)]
    return sorted(name_of(requirement) for requirement in listed)


def texts() -> str:
    """Everything of ours that could use something."""
    rooms = ("marketplace", "campaigns", "payouts", "tests", "bench", "bin", "templates")
    files = [path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file()]
    here = Path(__file__)
    ours = [p.read_text(errors="replace") for p in files if p.suffix in READ and p != here]
    return "\n".join([*ours, str(PYPROJECT["tool"])])


def modules_of(distribution: str) -> set[str]:
    wanted = re.sub(r"[-_.]+", "-", distribution)
    return {
        module
        for module, owners in packages_distributions().items()
        if wanted in {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners}
    }


@pytest.fixture(scope="module")
def everything() -> str:
    return texts()


@pytest.mark.parametrize("distribution", declared())
def test_it_is_used(distribution: str, everything: str) -> None:
    names = {BEHIND[distribution]} if distribution in BEHIND else modules_of(distribution)
    names |= {distribution}
    pattern = "|".join(re.escape(name) for name in sorted(names) if not name.startswith("_"))

    assert re.search(rf"(?<![\w-])({pattern})(?![\w-])", everything), names


def test_no_pins_name_a_registry_or_a_path() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        lines = file.read_text().splitlines()
        assert [line for line in lines if "://" in line or line.lstrip().startswith("/")] == []
        assert all(re.match(r"[a-z0-9]|    --hash=sha256:", line) for line in lines), file


def pinned(name: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    return {line.partition("==")[0] for line in lines if "==" in line}


def test_no_host_of_a_production_installs_a_database_server() -> None:
    servers = {name_of(one) for one in PYPROJECT["dependency-groups"]["embedded"]}

    assert servers
    assert pinned("base").isdisjoint(servers)
    assert servers | pinned("base") <= pinned("embedded") <= pinned("test")
