"""An error for the person at the terminal to read."""


class Refused(RuntimeError):
    """It cannot go on; the message says why, and what to do about it."""
