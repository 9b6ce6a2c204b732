"""The life of a campaign from its booking on: its states, changes, disputes, warnings."""
