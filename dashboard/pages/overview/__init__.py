"""What needs me today, and how far the place is (总览)."""
