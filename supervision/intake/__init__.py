"""Workbooks in: reading, understanding, rehearsing and merging them."""
