"""As root where user namespaces are forbidden, PostgreSQL runs as an ordinary user."""

import os
from pathlib import Path

import pytest

from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres

if os.geteuid() != 0:
    pytest.skip("only root gives up being root", allow_module_level=True)


def test_it_runs_as_another_user(tmp_path: Path) -> None:
    server = Postgres(Folder(tmp_path).make(), fast=True, namespaces=False)
    try:
        server.start()

        assert server.process is not None
        assert Path(f"/proc/{server.process.pid}").stat().st_uid != 0
        assert server.answers()
    finally:
        server.stop()


def test_it_copies_what_that_user_cannot_read(tmp_path: Path) -> None:
    server = Postgres(Folder(tmp_path).make(), namespaces=False)
    original = server.home.programs

    assert os.access(original / "postgres", os.X_OK)
    assert server.home.become is not None
