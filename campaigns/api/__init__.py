"""/api/v1/: campaigns, claims and what became of their clicks, read-only."""
