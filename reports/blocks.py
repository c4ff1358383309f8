"""The blocks of one document in their order: paragraphs in a named style, empty lines, page breaks."""

from reports.house_style import CHARACTER, LYING_TEXT_WIDTH, TEXT_WIDTH
from reports.lettering import TAB, Lettering, Runs, paragraph, tab_right
from reports.sections import ended, section


class Blocks:
    """Collects XML; a page break waits for the next block, so that it costs no line."""

    def __init__(self, *, demo: bool) -> None:
        self.lettering = Lettering()
        self.demo = demo
        self.lying = False
        self.xml: list[str] = []
        self.at_new_page = True

    def add(
        self,
        runs: Runs,
        style: str,
        *,
        keep_next: bool = False,
        indent: str = "",
        spacing: str = "",
        look: str = "",
    ) -> None:
        """A paragraph for each line of the words."""
        for content in self.lettering.lines(runs, look):
            self.raw(content, style, keep_next=keep_next, indent=indent, spacing=spacing)

    def raw(
        self,
        content: str,
        style: str,
        *,
        keep_next: bool = False,
        before_grid: str = "",
        indent: str = "",
        spacing: str = "",
        align: str = "",
    ) -> None:
        """A paragraph of runs already written."""
        self.xml.append(
            paragraph(
                content,
                style,
                keep_next=keep_next,
                new_page=self._takes_break(),
                before_grid=before_grid,
                indent=indent,
                spacing=spacing,
                align=align,
            )
        )

    def table(self, xml: str) -> None:
        if self.xml and self.at_new_page:
            self.raw("", "GWLast")
        self.at_new_page = False
        self.xml.append(xml)

    def empty_lines(self, count: int, *, keep_next: bool = False) -> None:
        for _ in range(count):
            self.raw("", "GWFlush", keep_next=keep_next)

    def keep_last_words(self) -> None:
        """The last paragraph of the text, and what stands below it, stay with what follows."""
        for index in range(len(self.xml) - 1, -1, -1):
            block = self.xml[index]
            if not block.startswith("<w:p>") or "<w:sectPr>" in block:
                return
            if "<w:keepNext/>" not in block:
                self.xml[index] = block.replace("/>", "/><w:keepNext/>", 1)
            if '"GWBody"' in block:
                return

    def ends(self, left: str, right: str) -> None:
        """A line with something at either end, one character in."""
        self.raw(
            self.lettering.line(left) + TAB + self.lettering.line(right),
            "GWFlush",
            before_grid=tab_right(self.text_width - CHARACTER),
            indent=f'w:leftChars="100" w:left="{CHARACTER}"',
            align="left",
        )

    @property
    def text_width(self) -> int:
        return LYING_TEXT_WIDTH if self.lying else TEXT_WIDTH

    def turn(self, *, lying: bool) -> None:
        """What follows stands on pages turned this way; the last paragraph ends the section before."""
        if lying == self.lying:
            return
        if self.xml:
            self.xml[-1] = ended(self.xml[-1], section(lying=self.lying, demo=self.demo))
        self.lying, self.at_new_page = lying, False

    def page_break(self) -> None:
        self.at_new_page = True

    def _takes_break(self) -> bool:
        """Whether the paragraph now written must ask for a new page; the first stands on one anyway."""
        wanted, self.at_new_page = self.at_new_page and bool(self.xml), False
        return wanted
