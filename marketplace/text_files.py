"""Files of text that people bring: UTF-8, with or without a byte order mark, packed or not.

Spreadsheets and editors on Windows write the mark; it is no part of the first line. UTF-16 is not
guessed at but named, so that whoever has it knows what to save as.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from io import BufferedReader
from pathlib import Path
from typing import IO

MARK = codecs.BOM_UTF8
GZIP = b"\x1f\x8b"  # RFC 1952, section 2.3.1
BEGINNING = 4  # bytes that tell UTF-16 and UTF-32


class NotUTF8(OSError):
    """The file is text of another encoding; the message says which, and what to do."""


def unpacked(file: BufferedReader) -> IO[bytes]:
    """Return what is inside: whether a file is packed says its beginning, not its name."""
    if file.peek(2)[:2] == GZIP:
        return gzip.open(file, "rb")  # type: ignore[return-value]
    return file


def refuse_utf_16(beginning: bytes, name: str) -> None:
    """Raise NotUTF8 when a file begins as UTF-16 or UTF-32 do, marked or not."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
    if beginning.startswith(marks) or b"\0" in beginning[:BEGINNING]:
        raise NotUTF8(f"{name} is UTF-16, not UTF-8: save it as UTF-8.")


def read_lines(path: Path) -> list[str]:
    """Return the lines of a small file. Raises OSError, of which NotUTF8 is one."""
    with path.open("rb") as file:
        try:
            content = unpacked(file).read()
        except (EOFError, zlib.error) as error:
            raise OSError(f"{path} is damaged: {error}") from error
    refuse_utf_16(content, str(path))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotUTF8(f"{path} is not UTF-8 on line {line}: save it as UTF-8.") from error
    return text.replace("\ufeff", "").splitlines()
