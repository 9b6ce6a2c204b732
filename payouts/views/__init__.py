"""Pages of this floor, one file a kind of person."""
