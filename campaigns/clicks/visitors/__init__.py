"""Visitors: keys under secrets that are destroyed, user agents, sightings of signed-in users."""
