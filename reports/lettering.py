"""Words become Word's XML: runs and paragraphs, with every text cleaned and every figure bookmarked."""

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from reports.cleaning import clean
from supervision.conduct import wording

TAB = "<w:r><w:tab/></w:r>"
_BOOKMARK = re.compile("[A-Za-z_][A-Za-z0-9_]{0,39}")
# Digits in a face as wide as DejaVu Serif, which stands in where Times New Roman is missing.
_WIDE_LATIN = 0.64


class Printed(NamedTuple):
    """A figure as printed, without its unit, and the bookmark that says which figure it is."""

    text: str
    bookmark: str


Run = str | Printed
Runs = Run | Sequence[Run]
_LONE = (str, Printed)


class Lettering:
    """Writes runs for one document: counts its bookmarks, and notes what had to be dropped."""

    def __init__(self) -> None:
        self.dropped: set[str] = set()
        self.bookmarks: set[str] = set()

    def clean(self, text: str) -> str:
        """One line of clean text."""
        if text.isprintable():
            return text
        return clean(text, self.dropped).replace("\n", " ").replace("\t", " ")

    def line(self, runs: Runs, look: str = "") -> str:
        """The runs of one paragraph; ends of lines become spaces."""
        return "".join(
            self._figure(part, look)
            if isinstance(part, Printed)
            else _run(self.clean(wording.guarded(part)), look)
            for part in parts(runs)
        )

    def lines(self, runs: Runs, look: str = "") -> list[str]:
        """The runs of each paragraph: a line end in a text starts a new one."""
        if isinstance(runs, Printed):
            return [self._figure(runs, look)]
        if isinstance(runs, str):
            wording.guarded(runs)
            if runs.isprintable():
                return [_run(runs, look)]
            lines = clean(runs, self.dropped).replace("\t", " ").split("\n")
            return [_run(text, look) for text in lines]
        paragraphs = [""]
        for part in parts(runs):
            if isinstance(part, Printed):
                paragraphs[-1] += self._figure(part, look)
                continue
            first, *others = clean(wording.guarded(part), self.dropped).replace("\t", " ").split("\n")
            paragraphs[-1] += _run(first, look)
            paragraphs += (_run(text, look) for text in others)
        return paragraphs

    def _figure(self, figure: Printed, look: str) -> str:
        name = figure.bookmark
        if not _BOOKMARK.fullmatch(name) or name in self.bookmarks:
            raise ValueError(f"no bookmark, or one used before: {name!r}")
        self.bookmarks.add(name)
        number = len(self.bookmarks)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{_run(self.clean(figure.text), look)}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )


def parts(runs: Runs) -> Sequence[Run]:
    """A lone text or figure is a line of one part."""
    return (runs,) if isinstance(runs, _LONE) else runs


def plain(runs: Runs) -> str:
    """The text alone, to measure it."""
    if isinstance(runs, str):
        return runs
    if isinstance(runs, Printed):
        return runs.text
    return "".join(part.text if isinstance(part, Printed) else part for part in runs)


def width(text: str) -> float:
    """How many characters wide a text is at most; a Chinese character, or “ × ·, is one."""
    if text.isascii():
        return len(text) * _WIDE_LATIN
    latin = len(text.encode("ascii", "ignore"))
    return len(text) - latin + latin * _WIDE_LATIN


def paragraph(
    content: str,
    style: str,
    *,
    keep_next: bool = False,
    new_page: bool = False,
    before_grid: str = "",
    spacing: str = "",
    indent: str = "",
    align: str = "",
) -> str:
    """A paragraph; the order of its properties is the schema's."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + before_grid
        + (f"<w:spacing {spacing}/>" if spacing else "")
        + (f"<w:ind {indent}/>" if indent else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + f"</w:pPr>{content}</w:p>"
    )


def tab_right(position: int) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{position}"/></w:tabs>'


def _run(text: str, look: str) -> str:
    # hint="eastAsia": Word sets “ ” … · × in the Chinese face (MS-OI29500 2.1.88).
    if not text:
        return ""
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{look}</w:rPr>'
        f'<w:t xml:space="preserve">{text if text.isalnum() else escape(text)}</w:t></w:r>'
    )
