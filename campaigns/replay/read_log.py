"""Read a click log line by line, packed or not."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from campaigns.replay.log_line import BadLine, Line, parse
from marketplace.text_files import MARK, refuse_utf_16, unpacked

LONGEST = 1 << 20  # bytes of a line: nobody's memory is filled by a file without line ends
Report = Callable[[int, str], None]


class Numbered(NamedTuple):
    """A good line and its number, from 1."""

    position: int
    line: Line


def read_log(log: Path, bad: Report, moved: Callable[[int], object]) -> Iterator[Numbered]:
    """Yield the good lines of a log.

    Args:
        bad: told the number of each other line, and why.
        moved: told how many bytes of the file were read since it was last told.

    Raises OSError; a packed file that ends too early is one, and one in UTF-16.
    """
    with log.open("rb") as file:
        done = 0
        for position, line in enumerate(_lines(file), 1):
            if not line.strip():
                continue
            try:
                yield Numbered(position, parse(line))
            except BadLine as error:
                bad(position, str(error))
            moved(file.tell() - done)
            done = file.tell()


def _lines(file: BufferedReader) -> Iterator[bytes]:
    """Yield lines; of one that is too long, only a beginning, which is no JSON.

    A byte order mark is no part of a line: logs that were joined have it in the middle, too.
    """
    lines, first = unpacked(file), True
    try:
        while line := lines.readline(LONGEST):
            if first:
                refuse_utf_16(line, file.name)
            first = False
            yield line.removeprefix(MARK)
            while len(line) == LONGEST and not line.endswith(b"\n"):
                line = lines.readline(LONGEST)
    except (EOFError, zlib.error) as error:
        raise OSError(f"{file.name} is damaged: {error}") from error
