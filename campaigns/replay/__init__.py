"""Replay: any click log through the very rules of the live path, touching no money."""
