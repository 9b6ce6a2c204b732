"""The disk that the power cuts are tried on keeps what was synced, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns.clicks.recording.spool import sync_folder
from tests.harness.plug import Disk, disk


@pytest.fixture
def unsafe(tmp_path: Path) -> Iterator[Disk]:
    with disk(tmp_path / "disk") as mounted:
        yield mounted


def write(path: Path, text: bytes, *, sync: bool) -> None:
    with path.open("ab") as file:
        file.write(text)
        file.flush()
        if sync:
            os.fdatasync(file.fileno())


def test_what_was_not_synced_is_gone(unsafe: Disk) -> None:
    kept, unnamed = unsafe.folder / "kept", unsafe.folder / "unnamed"
    write(kept, b"synced", sync=True)
    sync_folder(unsafe.folder)
    write(kept, b" and not", sync=False)
    write(unnamed, b"synced, but not its name", sync=True)
    assert kept.read_bytes() == b"synced and not"

    unsafe.pull_the_plug("nothing")

    assert list(unsafe.folder.iterdir()) == [kept]
    assert kept.read_bytes() == b"synced"


def test_a_new_name_and_a_removal_last_when_the_folder_is_synced(unsafe: Disk) -> None:
    for name in ("renamed", "removed"):
        write(unsafe.folder / name, b"synced", sync=True)
    sync_folder(unsafe.folder)
    (unsafe.folder / "renamed").rename(unsafe.folder / "new name")
    (unsafe.folder / "removed").unlink()

    unsafe.pull_the_plug("nothing")

    assert {path.name for path in unsafe.folder.iterdir()} == {"renamed", "removed"}
