"""Letters as nobody wrote them: some 296 characters each, of phrases of the trade and of common characters.

Characters come as often as in any Chinese text (Zipf), so that common and rare words can both be looked for.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from supervision.ciphers import DataKey
from supervision.conduct import contents
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind
from supervision.conduct.complaints import Complaint
from supervision.conduct.registering import register
from supervision.keys import keys
from supervision.office.people import Officer

SEED, LENGTH, SUMMARY = 20260625, 296, 40
#: The 3,755 characters of everyday use (GB/T 2312, level 1), in the order of that table.
COMMON = [
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
    if not (row == 0xD7 and cell > 0xF9)
]
PHRASES = (
    *("办证", "登记", "窗口", "材料", "收费", "契税", "开发商", "小区", "不动产权证书", "维修资金"),
    *("一次性告知", "工作人员", "办事大厅", "竣工验收", "中介", "加急费", "推诿", "拖延", "手续不全"),
    *("违规办理", "搭车办理", "吃拿卡要", "反映", "请求核实", "自然资源局", "住建局", "社区居委会"),
    *("首次登记", "转移登记", "虚报进度"),
)
AT_ONCE = 5_000


def texts(n: int, *, first: int = 0) -> Iterator[str]:
    """Letters number `first` and following; the same number is always the same letter."""
    order = list(COMMON)
    Random(SEED).shuffle(order)
    weights = list(accumulate(1 / (place + 2.7) for place in range(len(order))))
    for number in range(first, first + n):
        luck = Random(SEED + number)
        words: list[str] = []
        length = 0
        while length < LENGTH:
            if luck.random() < 0.3:
                words.append(luck.choice(PHRASES))
            else:
                words.extend(luck.choices(order, cum_weights=weights, k=luck.randint(3, 9)))
                words.append("，")
            length = sum(map(len, words))
        yield "".join(words)[:LENGTH]


def queries(n: int, letters: Sequence[str]) -> list[str]:
    """So many pieces of the letters, of one to six characters in turn."""
    luck = Random(SEED)
    found: list[str] = []
    while len(found) < n:
        length = len(found) % 6 + 1
        text = luck.choice(letters)
        start = luck.randrange(len(text) - length)
        if "，" not in (piece := text[start : start + length]):
            found.append(piece)
    return found


def register_many(session: Session, n: int, *, by: Officer, county_code: str, first: int) -> None:
    """Put letters on the books: one by the desk's own verb, and its like in bulk."""
    like = register(
        session,
        by=by,
        jurisdiction=Jurisdiction.OWN,
        channel=Channel.LETTER,
        kind=Kind.ACCUSATION,
        identity=Identity.ANONYMOUS,
        category=Category.OTHER,
        summary="演示",
        county_code=county_code,
    )
    session.flush()
    table = Complaint.__table__
    alike = {column.name: getattr(like, column.name) for column in table.columns if column.name != "id"}
    rows: list[dict[str, Any]] = []
    for number, text in enumerate(texts(n, first=first), start=first):
        rows.append(alike | _sealed(f"XF-{by.region_code}-0000-{number}", text) | {"slip": None})
        if len(rows) == AT_ONCE or number == first + n - 1:
            session.execute(insert(Complaint), [_known(row, alike) for row in rows])
            rows.clear()


def _sealed(number: str, text: str) -> dict[str, Any]:
    def place(column: str) -> str:
        return contents.place(Complaint.__tablename__, column, number)

    key = DataKey.make()
    return {
        "number": number,
        "sealed_key": keys().seal(contents.PURPOSE, key.secret, bound_to=place("sealed_key")),
        "sealed_summary": key.seal(text[:SUMMARY].encode(), bound_to=place("sealed_summary")),
        "sealed_text": key.seal(text.encode(), bound_to=place("sealed_text")),
    }


def _known(row: dict[str, Any], alike: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in alike}
