"""Redirects that need no database."""

from tests.campaigns.clicks.conftest import alone, start_alone

__all__ = ["alone", "start_alone"]
