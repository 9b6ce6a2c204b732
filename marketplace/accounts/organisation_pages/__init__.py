"""Pages of an organisation: its team, its mandates, its proof, and the brand one works for."""
