"""The blocks of one document in their order: paragraphs in a named style, empty lines, page breaks."""

from reports.house_style import CHARACTER, TEXT_WIDTH
from reports.lettering import TAB, Lettering, Runs, paragraph, tab_right


class Blocks:
    """Collects XML; a page break waits for the next block, so that it costs no line."""

    def __init__(self) -> None:
        self.lettering = Lettering()
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

    def ends(self, left: str, right: str) -> None:
        """A line with something at either end, one character in."""
        self.raw(
            self.lettering.line(left) + TAB + self.lettering.line(right),
            "GWFlush",
            before_grid=tab_right(TEXT_WIDTH - CHARACTER),
            indent=f'w:leftChars="100" w:left="{CHARACTER}"',
            align="left",
        )

    def page_break(self) -> None:
        self.at_new_page = True

    def _takes_break(self) -> bool:
        """Whether the paragraph now written must ask for a new page; the first stands on one anyway."""
        wanted, self.at_new_page = self.at_new_page and bool(self.xml), False
        return wanted
