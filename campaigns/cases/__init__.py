"""Held clicks, grouped by what they are suspected of: a person decides, an influencer answers."""
