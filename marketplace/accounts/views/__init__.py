"""Pages of accounts: one's account, profile, organisation, and those of the staff."""
