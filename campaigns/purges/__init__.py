"""What is forgotten of clicks, run on schedule with the proof that it ran."""
