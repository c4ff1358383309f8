"""What registration ledgers write of tax, use and restrictions, as the rules read it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm.attributes import InstrumentedAttribute

#: What nearly every home says of its tax: no word needs to be looked for in it. The most usual comes first.
PLAINLY_PAID = ("已完税", "已缴", "已缴纳", "已缴清", "完税")
#: A home that is not to be transferred for the time being.
RESTRICTED = ("查封", "冻结", "异议", "争议", "纠纷", "预查封")
#: What is told of a home that nothing restricts, the most usual first.
PLAINLY_FREE = ("无", "", "正常")
#: What nearly every home is used for, the most usual first.
PLAIN_USES = ("住宅", "成套住宅", "城镇住宅", "普通住宅", "商品住宅")


def other_than(column: InstrumentedAttribute[Any], plain: Sequence[str]) -> ColumnElement[bool]:
    """None of the plain words; the most usual is compared alone first, which is all that most rows need."""
    return and_(column != plain[0], column.not_in(plain[1:]))
