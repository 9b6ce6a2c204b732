"""Signs that several accounts are one person: found by machines, judged by people."""
