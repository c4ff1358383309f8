"""What leaders read (简报)."""
