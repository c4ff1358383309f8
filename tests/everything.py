"""Loads every module once, so that all tables and all workflows are known."""

from importlib import import_module
from pkgutil import walk_packages

import supervision


def load() -> None:
    for module in walk_packages(supervision.__path__, "supervision."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            import_module(module.name)
