"""Workbooks in (导入)."""
