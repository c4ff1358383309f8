"""What the desk costs, as ratios to a named ceiling that is measured in the same run."""
