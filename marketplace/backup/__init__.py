"""A copy of the database that is known to be whole, and the way back: docs/ops/backup.md."""
