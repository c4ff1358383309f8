"""Sentences about the office, held against the code."""
