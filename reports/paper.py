"""The house style of every document we write: GB/T 9704—2012, one method a block."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from reports import endings, heads, tables
from reports.blocks import Blocks
from reports.charts import Charts
from reports.house_style import DEMO, TEXT_WIDTH
from reports.lettering import TAB, Printed, Run, Runs, paragraph, parts, tab_right
from reports.native_charts import Numbers
from reports.pictures import Pictures
from reports.word_files import WordFile
from supervision import config

__all__ = ["Paper", "Printed"]


class Paper:
    """A Word document under way. Nothing in a text is markup, a template or a formula."""

    def __init__(self, title: str, *, made_at: datetime, demo: bool) -> None:
        self._blocks = Blocks(demo=demo)
        self._letters = self._blocks.lettering
        self._title = self._letters.clean(title)
        self._author = "督责台"
        self._made_at = made_at
        self._demo = demo
        self._copy_no = ""
        self._tables = 0
        self._charts = Charts(self._blocks)
        self._pictures = Pictures(self._blocks)
        self._properties = {"duze.demo": DEMO} if demo else {}

    # The head

    def masthead(
        self,
        name: str,
        issue: str,
        body: str,
        date_text: str,
        *,
        copy_no: str | None = None,
        secrecy: str | None = None,
        urgency: str | None = None,
    ) -> None:
        """简报报头. Of a `name` in two lines the first is set small, the second, 监督简报, large and wide."""
        self._author, self._copy_no = self._letters.clean(body), copy_no or ""
        heads.masthead(
            self._blocks,
            name=name,
            issue=issue,
            body=body,
            date_text=date_text,
            secrecy=secrecy,
            urgency=urgency,
        )

    def letterhead(self, body: str, number: str, *, urgency: str | None = None) -> None:
        """The head of a letter: the issuing body in red, 发文字号 two lines below it, the red rule."""
        self._author = self._letters.clean(body)
        heads.letterhead(
            self._blocks, body=body, number=number, urgency=urgency, lines_above=1 if self._demo else 0
        )

    def headline(self, title: str) -> None:
        """The title, an empty line around it; a line end in it says where it is broken."""
        if not self._blocks.at_new_page:
            self._blocks.empty_lines(1)
        self._blocks.add(title, "GWTitle")
        self._blocks.empty_lines(1)

    # Words

    def h1(self, text: str) -> None:
        """一、…"""
        self._blocks.add(text, "1")

    def h2(self, text: str) -> None:
        """（一）…"""
        self._blocks.add(text, "2")

    def h3(self, text: str) -> None:
        """1.…"""
        self._blocks.add(text, "3")

    def text(self, *runs: Run) -> None:
        """A paragraph of words and printed figures; each line end in the words begins another."""
        self._blocks.add(runs, "GWBody")

    def numbered(self, items: Sequence[Runs]) -> None:
        """1.… 2.…, each a paragraph."""
        for number, item in enumerate(items, start=1):
            self._blocks.add((f"{number}.", *parts(item)), "GWBody")

    def addressee(self, text: str) -> None:
        """主送单位：, from the edge."""
        self._blocks.add(text, "GWFlush")

    def note(self, *runs: Run) -> None:
        """Small print: a cut-off, a basis, what is missing."""
        self._blocks.add(runs, "GWNote")

    def attachments(self, titles: Sequence[str]) -> None:
        """附件：, below the text."""
        endings.attachments(self._blocks, titles)

    def annex(self, label: str, title: str) -> None:
        """An annex on a page of its own: 附件1 at the edge, its title below."""
        self.page_break()
        self._blocks.add(label, "GWMark")
        self.headline(title)

    def signature(self, body: str, date: str) -> None:
        """落款: the body (a line end between two) over the date, with room for the seal."""
        endings.signature(self._blocks, body, date)

    def page_break(self) -> None:
        """What follows begins a page."""
        self._blocks.page_break()

    def lying_pages(self) -> None:
        """What follows stands on pages turned sideways, for tables too wide for an upright one."""
        self._blocks.turn(lying=True)

    def upright_pages(self) -> None:
        self._blocks.turn(lying=False)

    # Tables and charts

    def table(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[Runs]],
        *,
        title: str = "",
        widths: Sequence[float] | None = None,
        numeric: Collection[int] = (),
        note: str = "",
    ) -> None:
        """Rows under a header; columns in `numeric` (from 0) stand right; a title numbers the table."""
        if title:
            self._tables += 1
            self._blocks.add(f"表{self._tables}　{title}", "GWCaption")
        description = title or "、".join(headers)
        self._blocks.table(
            tables.table(
                self._letters,
                headers,
                rows,
                widths=widths,
                numeric=numeric,
                text_width=self._blocks.text_width,
                description=description,
            )
        )
        self._blocks.add(note, "GWNote" if note else "GWLast")

    def form(self, fields: Mapping[str, Runs], *, row_height: int = 620) -> None:
        """What is asked, and its answer or room for it; heights in twentieths of a point."""
        description = "、".join(fields)
        self._blocks.table(tables.form(self._letters, fields, row_height=row_height, description=description))
        self._blocks.add("", "GWLast")

    def receipt(self, fields: Mapping[str, Runs]) -> None:
        """送达回证, on a page of its own; what is empty is written by hand."""
        self.page_break()
        self.headline("送达回证")
        self.form(fields, row_height=1000)

    def bar_chart(
        self, title: str, categories: Sequence[str], series: Mapping[str, Numbers], unit: str, alt: str
    ) -> None:
        self._charts.add("bar", title, categories, series, unit=unit, alt=alt)

    def line_chart(
        self, title: str, categories: Sequence[str], series: Mapping[str, Numbers], unit: str, alt: str
    ) -> None:
        self._charts.add("line", title, categories, series, unit=unit, alt=alt)

    def picture(self, png: bytes, *, alt: str, millimetres: int) -> None:
        """A square picture in the middle of its line."""
        self._pictures.add(png, alt=alt, millimetres=millimetres)

    # The foot, and the file

    def imprint(
        self,
        *,
        up: str = "",
        level: str = "",
        down: str = "",
        copied: str = "",
        printed: int | None = None,
        signed_by: str = "",
        checked_by: str = "",
        drafted_by: str = "",
        office: str = "",
        issued_on: str = "",
    ) -> None:
        """版记, at the bottom of the last page: only a receipt, on its own page, may follow."""
        endings.imprint(
            self._blocks,
            sent=(("报", up), ("送", level), ("发", down), ("抄送", copied)),
            people=(("签发", signed_by), ("审核", checked_by), ("拟稿", drafted_by)),
            printed=printed,
            office=office,
            issued_on=issued_on,
        )

    def properties(self, properties: Mapping[str, str]) -> None:
        """What the file carries unseen: the snapshot, the hash of its figures …"""
        clean = self._letters.clean
        self._properties |= {f"duze.{clean(name)}": clean(value) for name, value in properties.items()}

    @property
    def dropped(self) -> list[str]:
        """Which characters were left out of the texts: "U+202E" …"""
        return sorted(self._letters.dropped)

    def save(self) -> bytes:
        """The file: the same blocks give the same bytes."""
        return WordFile(
            title=self._title,
            author=self._author,
            made_at=self._made_at,
            demo=self._demo,
            lying=self._blocks.lying,
            title_face=config.title_face(),
            blocks=[*self._top_line(), *self._blocks.xml],
            charts=self._charts.parts,
            pictures=self._pictures.parts,
            properties=self._properties,
        ).packed()

    def _top_line(self) -> list[str]:
        """份号 at the left, the mark of demo data at the right; neither, and there is no such line."""
        if not self._copy_no and not self._demo:
            return []
        content = (
            self._letters.line(self._copy_no) + TAB + self._letters.line(f"【{DEMO}】" if self._demo else "")
        )
        return [paragraph(content, "GWFlush", before_grid=tab_right(TEXT_WIDTH), align="left")]
