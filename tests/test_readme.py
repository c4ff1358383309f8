"""Holds the README's map to the tree, and its pictures to the pictures."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def mapped() -> set[str]:
    """What the map lists, with a room of supervision under its full path."""
    tree = README.split("```\nstreamlit_app.py", 1)[1].split("```", 1)[0]
    found = {"streamlit_app.py"}
    for line in tree.splitlines():
        if place := re.match(r"(\s*)([a-z_]+/)", line):
            found.add(("supervision/" if place[1] else "") + place[2])
    return found


def test_the_map_is_the_tree() -> None:
    rooms = {
        f"supervision/{path.name}/"
        for path in (ROOT / "supervision").iterdir()
        if (path / "__init__.py").exists()
    }
    top = {"streamlit_app.py", "dashboard/", "reports/", "supervision/", "tests/", "benchmarks/", "docs/"}

    assert mapped() == rooms | top


def test_every_picture_and_page_that_the_readmes_show_is_there() -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text("utf-8")
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]

        assert [link for link in links if not (ROOT / link).exists()] == []


def test_nothing_else_stands_at_the_top() -> None:
    allowed = {
        "dashboard",
        "supervision",
        "reports",
        "tests",
        "streamlit_app.py",
        "pyproject.toml",
        "README.md",
        "README.zh-CN.md",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "docs",
        "benchmarks",
        "requirements.lock",
        "requirements-test.lock",
    }
    unkept = {"var", "var.keys", "var.backups", "build"}

    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert found - unkept <= allowed
