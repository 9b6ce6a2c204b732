"""Print sentences for the person at the terminal."""

import sys


def say(text: str) -> None:
    """One sentence or a few lines, at once."""
    if text:
        print(text, file=sys.stderr, flush=True)
