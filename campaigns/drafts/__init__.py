"""A campaign on its way to its first review: four steps, each saved by itself."""
