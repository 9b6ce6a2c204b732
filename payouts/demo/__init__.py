"""The demo: made-up people, campaigns and clicks, which are recorded and paid as real ones are."""
