"""Pages of the ground: one's account, profile, organisation, and those of the staff."""
