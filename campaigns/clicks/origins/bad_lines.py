"""Lines of a list that make no sense, named by number: then nothing of the list is loaded."""

from __future__ import annotations

from collections.abc import Mapping

SHOWN = 20  # lines


class BadLines(ValueError):
    """`wrong` is what is wrong with each line, by its number from 1."""

    def __init__(self, wrong: Mapping[int, str]) -> None:
        self.wrong = dict(wrong)
        lines = [f"line {number}: {why}" for number, why in list(self.wrong.items())[:SHOWN]]
        more = len(self.wrong) - SHOWN
        super().__init__("\n".join([*lines, *([f"and {more} lines more"] if more > 0 else [])]))
