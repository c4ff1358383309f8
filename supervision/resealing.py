"""Sealing again by the newest key what older keys sealed, while officers work (密钥轮换).

A noun says which of its columns the office's keys seal; files say so for themselves (`office/files`). A
row that somebody changed meanwhile stays as it is: the newest key seals it already, or it comes round again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from supervision.db import changing
from supervision.keys import ID, keys

AT_ONCE = 200


@dataclass(frozen=True)
class SealedColumn:
    """One column that the office's keys seal, bound to what `place` makes of the row's `by`."""

    column: InstrumentedAttribute[Any]
    by: InstrumentedAttribute[Any]
    purpose: str
    place: Callable[[Any], str]

    @property
    def name(self) -> str:
        return f"{self.column.class_.__tablename__}.{self.column.key}"

    def old(self) -> ColumnElement[bool]:
        """The rows that another key than the newest sealed."""
        return func.substr(self.column, 1, ID) != keys().newest


SEALED: dict[str, SealedColumn] = {}


def sealed(
    column: InstrumentedAttribute[Any],
    *,
    by: InstrumentedAttribute[Any],
    purpose: str,
    place: Callable[[Any], str],
) -> None:
    """Say that the office's keys seal this column."""
    found = SealedColumn(column, by, purpose, place)
    SEALED[found.name] = found


def reseal() -> Iterator[tuple[str, int]]:
    """Go through every sealed column once; answers with each column's name and how many rows were turned."""
    for name, one in SEALED.items():
        turned, last = 0, None
        while True:
            with changing() as session:
                rows = _next(session, one, last)
                turned += sum(_turn(session, one, by, before) for by, before in rows)
            if not rows:
                break
            last = rows[-1][0]
        yield name, turned


def left(session: Session) -> int:
    """How many rows older keys still seal."""
    return sum(
        session.scalar(select(func.count()).select_from(one.column.class_).where(one.old())) or 0
        for one in SEALED.values()
    )


def _next(session: Session, one: SealedColumn, last: Any) -> list[tuple[Any, bytes]]:
    found = select(one.by, one.column).where(one.old()).order_by(one.by).limit(AT_ONCE)
    rows = session.execute(found if last is None else found.where(one.by > last))
    return [(by, bytes(before)) for by, before in rows]


def _turn(session: Session, one: SealedColumn, by: Any, before: bytes) -> int:
    ring, place = keys(), one.place(by)
    after = ring.seal(one.purpose, ring.open(one.purpose, before, bound_to=place), bound_to=place)
    turned = session.execute(
        update(one.column.class_)
        .where(one.by == by, one.column == before)
        .values({one.column.key: after})
        .returning(one.by)
        .execution_options(synchronize_session=False)
    )
    return len(turned.all())
