"""Fetching what strangers point at."""
