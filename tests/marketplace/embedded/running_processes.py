"""The processes of this machine that work in a folder."""

from __future__ import annotations

from pathlib import Path


def commands_naming(place: Path) -> list[str]:
    """Processes with the folder in their arguments (a zombie has none)."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(place) in command:
            found.append(command)
    return found
