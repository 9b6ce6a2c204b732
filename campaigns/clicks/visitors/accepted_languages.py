"""The languages that a browser accepts, as the site and the redirect hear them alike."""

from __future__ import annotations

from functools import lru_cache

from campaigns.clicks.recording.record import LANGUAGES


@lru_cache(maxsize=4096)
def accepted_languages(header: str) -> str:
    """Return the languages of an Accept-Language header, "fr-fr,fr,en", in the order given.

    Cut as the redirect cuts it, so that the site and the redirect hear the same of a visitor.
    """
    parts = header[:LANGUAGES].split(",")
    languages = (part.partition(";")[0].strip().lower() for part in parts)
    return ",".join(language for language in languages if language)
