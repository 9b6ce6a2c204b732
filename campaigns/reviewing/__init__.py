"""The review desk: what waits for a person, in one order, and what must be seen to decide it."""
