"""Reading a log: packed or not, damaged or not."""

from __future__ import annotations

import codecs
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from campaigns.replay.read_log import LONGEST, read_log
from marketplace.text_files import NotUTF8
from tests.campaigns.replay.logs import click

LINES = "".join(json.dumps(click(number)) + "\n" for number in range(3)).encode()


def positions(log: Path) -> tuple[list[int], list[int]]:
    """Return the numbers of the good lines and of the bad ones."""
    bad: list[int] = []
    good = [one.position for one in read_log(log, lambda number, _why: bad.append(number), len_of)]
    return good, bad


def len_of(moved: int) -> None:
    assert moved >= 0


def test_whether_a_log_is_packed_says_its_beginning_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "packed.ndjson").write_bytes(gzip.compress(LINES))
    (tmp_path / "plain.gz").write_bytes(LINES)

    assert positions(tmp_path / "packed.ndjson") == ([1, 2, 3], [])
    assert positions(tmp_path / "plain.gz") == ([1, 2, 3], [])


def test_bad_lines_keep_their_numbers(tmp_path: Path) -> None:
    first, *others = LINES.splitlines(keepends=True)
    (tmp_path / "log").write_bytes(b"".join([first, b"nonsense\n", b"\n", *others]))

    assert positions(tmp_path / "log") == ([1, 4, 5], [2])


def test_a_line_without_end_fills_nobodys_memory(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"x" * (3 * LONGEST + 5) + b"\n" + LINES)

    assert positions(tmp_path / "log") == ([2, 3, 4], [1])


def test_a_packed_log_that_ends_too_early_is_not_taken_for_whole(tmp_path: Path) -> None:
    (tmp_path / "log.gz").write_bytes(gzip.compress(LINES)[:-12])

    with pytest.raises(OSError, match="damaged"):
        positions(tmp_path / "log.gz")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_byte_order_mark_is_no_part_of_a_line(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    first, *others = LINES.splitlines(keepends=True)
    joined = codecs.BOM_UTF8 + first + codecs.BOM_UTF8 + b"".join(others) + codecs.BOM_UTF8
    (tmp_path / "log").write_bytes(pack(joined))

    assert positions(tmp_path / "log") == ([1, 2, 3], [])


def test_lines_may_end_as_on_windows_and_be_empty(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"\r\n" + LINES.replace(b"\n", b"\r\n") + b" \t\r\n")

    assert positions(tmp_path / "log") == ([2, 3, 4], [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named_and_not_guessed_at(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "log").write_bytes(LINES.decode().encode(encoding))

    with pytest.raises(NotUTF8, match="save it as UTF-8"):
        positions(tmp_path / "log")
