"""How the desk itself is run (系统)."""
