"""Words of letters, as `letters.toml` lists them: data, which is never translated."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def words(table: str) -> Mapping[str, str]:
    """One table of the list."""
    text = files("supervision.conduct").joinpath("letters.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)[table]
    return found
