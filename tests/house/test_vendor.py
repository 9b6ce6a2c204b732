"""What is served from static/vendor/ is what was fetched, and nothing else is vendored."""

import re
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from marketplace.processes.programs import ROOT

SCRIPT = ROOT / "bin" / "vendor"
ICON = re.compile(r"\{% icon [\"']([a-z0-9-]+)[\"']")


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    loader = SourceFileLoader("vendor", str(SCRIPT))
    spec = spec_from_loader("vendor", loader)
    assert spec
    module = module_from_spec(spec)
    sys.modules["vendor"] = module  # dataclasses look their module up
    loader.exec_module(module)
    return module


@pytest.fixture
def copy(vendor: ModuleType, tmp_path: Path) -> Path:
    return Path(shutil.copytree(vendor.VENDOR, tmp_path / "vendor"))


def test_the_vendored_files_are_as_the_manifest_says() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, check=False)

    assert done.returncode == 0, done.stdout.decode()


def test_a_changed_file_is_found(vendor: ModuleType, copy: Path) -> None:
    with (copy / "fonts" / "inter-latin.woff2").open("ab") as font:
        font.write(b"\0")

    assert vendor.differences(copy) == ["fonts/inter-latin.woff2 was changed"]


def test_a_missing_and_an_additional_file_are_found(vendor: ModuleType, copy: Path) -> None:
    (copy / "icons" / "x.svg").rename(copy / "icons" / "y.svg")

    assert vendor.differences(copy) == [
        "icons/x.svg is missing",
        "icons/y.svg is not in the manifest",
    ]


def test_every_package_has_its_licence(vendor: ModuleType) -> None:
    for package in vendor.PACKAGES:
        assert "LICENSE" in package.files
        assert (vendor.VENDOR / package.files["LICENSE"]).stat().st_size > 0


def test_the_pins_are_those_of_the_manifest(vendor: ModuleType) -> None:
    manifest = (vendor.VENDOR / "manifest.json").read_text()

    for package in vendor.PACKAGES:
        assert package.sha512 in manifest


def test_the_icons_vendored_are_the_icons_used(vendor: ModuleType) -> None:
    templates = (ROOT / "templates").rglob("*.html")
    used = {name for path in templates for name in ICON.findall(path.read_text())}

    assert used == set(vendor.ICONS)
