"""The workbook that the reporting site gives out, read row by row; nothing of it lies in the clear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.typed_words import TEXT, plain
from supervision.conduct.web_batches import WebBatch
from supervision.conduct.web_terms import WebLine, WhyRejected
from supervision.errors import Refused
from supervision.intake import returned
from supervision.intake.reading import Grid, open_file
from supervision.intake.returned import ReturnedSheet
from supervision.office.people import Officer
from supervision.words import _, listed

SEARCHED, MOST_ROWS, FEWEST = 12, 2_000, 3
EPOCH, SERIALS = date(1899, 12, 30), (20_000, 80_000)
DAY = re.compile(r"((?:19|20)[0-9]{2})\s*[-./\u5e74]\s*([0-9]{1,2})\s*[-./\u6708]\s*([0-9]{1,2})")
COMPACT = re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])(?:[0-9]{6})?")
SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
BLANK = frozenset({"", "-", "--", "—", "无", "空", "匿名", "未填", "null", "NULL", "None", "/"})


@dataclass(frozen=True)
class Field:
    """One field: what officers call it, and what columns of the site are called."""

    label: str
    headers: tuple[str, ...]
    required: bool = False


FIELDS: dict[str, Field] = {
    "number": Field(
        "网上编号", ("举报编号", "信访编号", "网上编号", "受理编号", "查询编号", "查询码", "举报序号", "编号")
    ),
    "day": Field(
        "举报时间",
        ("举报时间", "举报日期", "提交时间", "登记时间", "来件时间", "收到日期", "创建时间", "时间", "日期"),
        required=True,
    ),
    "name": Field("举报人", ("举报人姓名", "举报人", "反映人姓名", "反映人", "信访人", "姓名")),
    "phone": Field(
        "联系电话",
        ("举报人电话", "举报人联系方式", "联系电话", "手机号码", "手机号", "手机", "联系方式", "电话"),
    ),
    "id_number": Field(
        "证件号", ("举报人身份证号", "身份证号码", "身份证号", "身份证", "证件号码", "证件号")
    ),
    "accused": Field(
        "被举报人", ("被举报人姓名", "被举报人", "被反映人姓名", "被反映人", "被举报对象", "被检举控告人")
    ),
    "unit": Field(
        "被举报单位",
        ("被举报人单位", "被反映人单位", "被举报单位", "被反映单位", "被举报人工作单位", "工作单位", "单位"),
    ),
    "post": Field("职务", ("被举报人职务", "被反映人职务", "单位及职务", "职务")),
    "rank": Field("级别", ("被举报人级别", "被反映人级别", "被举报人职级", "职级", "级别")),
    "category": Field("问题类别", ("问题类别", "问题类型", "举报类别", "举报类型")),
    "title": Field("标题", ("举报标题", "标题", "主题")),
    "content": Field(
        "举报内容",
        ("举报内容", "反映内容", "主要问题", "问题描述", "举报正文", "详细内容", "主要内容", "内容", "正文"),
        required=True,
    ),
    "county": Field("问题属地", ("问题属地", "问题发生地", "发生地", "所在地区", "所属地区", "县区", "地区")),
}


@dataclass(frozen=True)
class Header:
    """Where the header stands, and which column is which field."""

    row: int
    columns: dict[str, int]
    texts: tuple[str, ...]

    @property
    def label(self) -> str:
        return listed(f"{_(FIELDS[name].label)}←{self.texts[at]}" for name, at in self.columns.items())


def rehearse(session: Session, *, name: str, data: bytes, by: Officer) -> WebBatch:
    """Read the sheet and seal every row; nothing is registered. Refused where it is no such sheet."""
    grids = [grid for grid in open_file(name, data) if not grid.hidden and not grid.blank]
    found = [(grid, header) for grid in grids if (header := header_of(grid))]
    if not found:
        raise Refused(
            _(
                "没有找到网上举报的表头：表中须有{needs}两列，以及编号、举报人、被举报人等列。",
                needs=listed(_(one.label) for one in FIELDS.values() if one.required),
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
        whole = all(name in columns for name, one in FIELDS.items() if one.required)
        if whole and len(columns) >= FEWEST and (best is None or len(columns) > len(best.columns)):
            best = Header(place, columns, texts)
    return best


def rejected(batch: WebBatch) -> bytes:
    """The rows that cannot be registered, as a workbook to send back."""
    return returned.workbook([ReturnedSheet("未登记", [batch.header], batch.returned())])


def _columns(texts: Sequence[str]) -> dict[str, int]:
    """Each field's column, by the surest of its names; no column twice."""
    bare = ["".join(re.sub(r"[（(].*?[)）]|[*＊:：\s]", "", text).split()) for text in texts]
    found: dict[str, int] = {}
    for name, one in FIELDS.items():
        at = next((bare.index(header) for header in one.headers if header in bare), None)
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
