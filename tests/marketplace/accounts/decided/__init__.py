"""Of two who decide at once, one does, and the other is told."""
