"""Backups (备份): the whole office in one folder without its key, and back from there into an empty home."""
