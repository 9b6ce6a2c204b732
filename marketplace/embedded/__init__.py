"""The embedded default: PostgreSQL, Valkey and Franc's processes, on one machine, in one folder."""
