"""Speed and precision, as ratios to yardsticks measured in the same run."""
