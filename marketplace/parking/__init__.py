"""Poison: work that fails again and again is parked where staff see it, and harms nothing else."""
