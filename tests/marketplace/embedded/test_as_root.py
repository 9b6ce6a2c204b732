"""As root where user namespaces are forbidden, PostgreSQL runs as an ordinary user."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres

if os.geteuid() != 0:
    pytest.skip("only root gives up being root", allow_module_level=True)


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Postgres]:
    server = Postgres(Folder(tmp_path).make(), fast=True, namespaces=False)
    yield server
    server.stop()
    shutil.rmtree(server.home.data.parent)  # outside of tmp_path, which that user cannot enter


def test_it_runs_as_another_user(postgres: Postgres) -> None:
    postgres.start()

    assert postgres.process is not None
    assert Path(f"/proc/{postgres.process.pid}").stat().st_uid != 0
    assert postgres.answers()


def test_that_user_alone_may_read_the_data(postgres: Postgres) -> None:
    place = postgres.home.data.parent

    assert place.stat().st_uid != 0
    assert place.stat().st_mode & 0o077 == 0
