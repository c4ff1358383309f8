"""The workbook that the reporting site gives out, read row by row; nothing of it lies in the clear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.letter_words import words
from supervision.conduct.typed_words import TEXT, plain
from supervision.conduct.web_batches import WebBatch
from supervision.conduct.web_terms import WebLine, WhyRejected
from supervision.errors import Refused
from supervision.intake import returned
from supervision.intake.reading import Grid, open_file
from supervision.intake.returned import ReturnedSheet
from supervision.labels import Labelled
from supervision.office.people import Officer
from supervision.words import _, listed

SEARCHED, MOST_ROWS, FEWEST = 12, 2_000, 3
EPOCH, SERIALS = date(1899, 12, 30), (20_000, 80_000)
DAY = re.compile(words("cells")["day"])
COMPACT = re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])(?:[0-9]{6})?")
SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
BLANK = frozenset({"", *words("cells")["blank"].split()})


class Field(Labelled):
    """What the site's columns are, as officers call them; `letters.toml` lists what the site calls them."""

    NUMBER = "number", "网上编号"
    DAY = "day", "举报时间"
    NAME = "name", "举报人"
    PHONE = "phone", "联系电话"
    ID_NUMBER = "id_number", "证件号"
    ACCUSED = "accused", "被举报人"
    UNIT = "unit", "被举报单位"
    POST = "post", "职务"
    RANK = "rank", "级别"
    CATEGORY = "category", "问题类别"
    TITLE = "title", "标题"
    CONTENT = "content", "举报内容"
    COUNTY = "county", "问题属地"


NEEDED = (Field.DAY, Field.CONTENT)


@dataclass(frozen=True)
class Header:
    """Where the header stands, and which column is which field."""

    row: int
    columns: dict[str, int]
    texts: tuple[str, ...]

    @property
    def label(self) -> str:
        return listed(f"{Field(name).label}←{self.texts[at]}" for name, at in self.columns.items())


def rehearse(session: Session, *, name: str, data: bytes, by: Officer) -> WebBatch:
    """Read the sheet and seal every row; nothing is registered. Refused where it is no such sheet."""
    grids = [grid for grid in open_file(name, data) if not grid.hidden and not grid.blank]
    found = [(grid, header) for grid in grids if (header := header_of(grid))]
    if not found:
        raise Refused(
            _(
                "没有找到网上举报的表头：表中须有{needs}两列，以及编号、举报人、被举报人等列。",
                needs=listed(one.label for one in NEEDED),
            )
        )
    grid, header = found[0]
    if grid.frame.height - header.row > MOST_ROWS:
        raise Refused(_("一次最多导入 {n} 行，请分表后再导入。", n=MOST_ROWS))
    return WebBatch.begin(session, header=header.texts, lines=_lines(grid, header), by=by)


def header_of(grid: Grid) -> Header | None:
    """The row, among the first, that names the most fields, the required ones among them."""
    best: Header | None = None
    for place, row in enumerate(grid.frame.head(SEARCHED).rows(), start=1):
        texts = tuple(str(cell or "").strip() for cell in row)
        columns = _columns(texts)
        whole = all(name in columns for name in NEEDED)
        if whole and len(columns) >= FEWEST and (best is None or len(columns) > len(best.columns)):
            best = Header(place, columns, texts)
    return best


def mapped(batch: WebBatch) -> str:
    """Which column was taken for what, for the officer to look at before the first row."""
    texts = tuple(batch.header)
    return Header(0, _columns(texts), texts).label


def rejected(batch: WebBatch) -> bytes:
    """The rows that cannot be registered, as a workbook to send back."""
    return returned.workbook([ReturnedSheet("未登记", [batch.header], batch.returned())])


def _columns(texts: Sequence[str]) -> dict[str, int]:
    """Each field's column, by the surest of its names; no column twice."""
    bare = ["".join(re.sub(r"[（(].*?[)）]|[*＊:：\s]", "", text).split()) for text in texts]
    found: dict[str, int] = {}
    for name in Field:
        called = words("columns")[name].split()
        at = next((bare.index(header) for header in called if header in bare), None)
        if at is not None and at not in found.values():
            found[name] = at
    return found


def _lines(grid: Grid, header: Header) -> list[WebLine]:
    lines = []
    for place, row in enumerate(grid.frame.rows()[header.row :], start=header.row + 1):
        cells = [plain(str(cell or "")) for cell in row]
        if any(cells):
            lines.append(_line(place, cells, header))
    return lines


def _line(place: int, cells: list[str], header: Header) -> WebLine:
    told = {name: "" if cells[at] in BLANK else cells[at] for name, at in header.columns.items()}
    day = _day(told["day"])
    why = None
    if not told["content"]:
        why = WhyRejected.NO_CONTENT
    elif len(told["content"]) > TEXT:
        why = WhyRejected.TOO_LONG
    elif day is None:
        why = WhyRejected.NO_DAY
    elif day > clock.today():
        why = WhyRejected.FUTURE
    return WebLine(place, told, cells, day, why)


def _day(text: str) -> date | None:
    match = DAY.search(text) or COMPACT.fullmatch(text.strip())
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    if SERIAL.fullmatch(text.strip()) and SERIALS[0] < float(text) < SERIALS[1]:
        return EPOCH + timedelta(days=int(float(text)))
    return None
