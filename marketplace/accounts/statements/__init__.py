"""What was decided against somebody: ready reasons, statements, and their page."""
