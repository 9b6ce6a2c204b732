"""Who a visitor is, as far as it may be known: keys that forget, user agents, sightings."""
