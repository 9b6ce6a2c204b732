"""Imports go down only, and in no circle; each contract is seen to fail on a planted import."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from marketplace.processes.programs import ROOT

SOURCES = ("marketplace", "campaigns", "payouts")
LINT = Path(sys.executable).with_name("lint-imports")
PLANTED = [
    ("campaigns/reasons.py", "from payouts import ledger", "Storeys"),
    ("marketplace/money.py", "def f() -> None:\n    from campaigns import models", "Storeys"),
    ("campaigns/models/__init__.py", "def f() -> None:\n    import campaigns.tasks", "No circle"),
    ("marketplace/states.py", "from marketplace import outbox", "Rooms of the ground"),
    ("marketplace/embedded/folder.py", "import celery", "The embedded default"),
    ("campaigns/clicks/judging/rules/__init__.py", "import psycopg2", "Rules are pure"),
    ("campaigns/clicks/redirect/link_map.py", "import django", "The redirect runs without"),
    (
        "campaigns/clicks/shipping/ship_segments.py",
        "import campaigns.clicks.judging.judge_clicks",
        "The way of a click",
    ),
    ("marketplace/celery.py", "from marketplace.embedded import turns", "Production knows"),
    (
        "campaigns/clicks/judging/link_totals.py",
        "import campaigns.clicks.origins.bad_lines",
        "Judging knows",
    ),
    (
        "campaigns/clicks/redirect/rsgi.py",
        "import campaigns.clicks.origins.bad_lines",
        "The redirect knows",
    ),
    ("payouts/ledger.py", "from payouts import holds", "Rooms of the second floor"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources and their contracts, in a place where they may be broken."""
    place = tmp_path_factory.mktemp("house")
    for name in SOURCES:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def broken(place: Path) -> list[str]:
    """Names of the contracts that do not hold."""
    done = subprocess.run(
        [LINT, "--no-logo", "--no-cache"],
        cwd=place,
        env={"PYTHONPATH": str(place), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.+) BROKEN", done.stdout, flags=re.MULTILINE)


def test_the_house_stands(copy: Path) -> None:
    assert broken(copy) == []


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_import_is_found(copy: Path, file: str, line: str, contract: str) -> None:
    target = copy / file
    sound = target.read_text()
    target.write_text(f"{sound}\n{line}\n")
    try:
        assert [name for name in broken(copy) if name.startswith(contract)]
    finally:
        target.write_text(sound)


def test_nobody_is_left_out_of_the_contract_on_the_embedded_default() -> None:
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = tables["tool"]["importlinter"]["contracts"]
    (bound,) = (each for each in contracts if each["name"].startswith("Production knows"))
    here = ROOT / "marketplace"
    rooms = {p.stem for p in here.glob("*.py")} | {
        p.parent.name for p in here.glob("*/__init__.py")
    }

    missing = rooms - {name.rpartition(".")[2] for name in bound["source_modules"]}

    assert missing == {"__init__", "embedded", "migrations"}
