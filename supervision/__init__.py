"""What the office decides: records, their steps, the figures and what runs by itself."""
