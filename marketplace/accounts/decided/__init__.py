"""Whatever a person decides was what they saw: of two who decide at once, one is told so."""
