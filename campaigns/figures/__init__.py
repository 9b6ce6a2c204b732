"""The figures that pages show of clicks: one place for each."""
