"""Frozen figures: what a briefing said, with the 口径 of that day, whatever the books say later."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Self

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supervision.conduct.categories import Category
from supervision.conduct.rules import RULES
from supervision.db import Row
from supervision.figures import FEWEST_SHOWN, Published
from supervision.quantities import UNKNOWN, Measure, Quantity
from supervision.words import _


class FrozenFigure(Row):
    """One published number of one region, as it stood when its briefing was drafted.

    `name` is the bookmark around its digits in the Word document. What is too small to be shown is not kept.
    """

    __tablename__ = "frozen_figures"
    __table_args__ = (UniqueConstraint("briefing_id", "place"),)

    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefings.id"))
    place: Mapped[int]
    name: Mapped[str]
    code: Mapped[str]
    part: Mapped[str | None]
    title: Mapped[str]
    definition: Mapped[str]
    source: Mapped[str]
    version: Mapped[str]
    amount: Mapped[float | None]
    unit: Mapped[Measure]
    signed: Mapped[bool]
    hidden: Mapped[bool]
    region_code: Mapped[str]
    region_name: Mapped[str]
    as_of: Mapped[date]
    missing: Mapped[list[str]] = mapped_column(JSON)

    @classmethod
    def freeze(
        cls, published: Published, *, place: int, region_code: str, region_name: str, part: str | None = None
    ) -> Self:
        figure = published.figure
        return cls(
            place=place,
            name=f"_F{place:04d}_{figure.code.lower()}_{region_code}",
            code=figure.code,
            part=part,
            title=figure.chinese,
            definition=figure.definition,
            source=figure.source,
            version=figure.version,
            amount=published.quantity.amount,
            unit=published.quantity.measure,
            signed=figure.signed,
            hidden=published.hidden,
            region_code=region_code,
            region_name=region_name,
            as_of=published.as_of,
            missing=list(published.missing),
        )

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.amount, self.unit)

    @property
    def heading(self) -> str:
        """Its title as a page shows it, with the one rule or misconduct type that it counts."""
        if self.part is None:
            return _(self.title)
        kinds = {kind.value: kind.label for kind in Category}
        part = (
            f"{self.part} {RULES[self.part].title}" if self.part in RULES else kinds.get(self.part, self.part)
        )
        return f"{_(self.title)} · {part}"

    @property
    def digits(self) -> str:
        """The number as it is printed, always in Chinese: official documents know no other language."""
        if self.hidden:
            return f"不足{FEWEST_SHOWN}" if self.part is None else "不单列"
        if self.amount is None:
            return UNKNOWN
        return ("+" if self.signed and self.amount > 0 else "") + self.quantity.digits

    @property
    def words(self) -> str:
        return self.digits if self.amount is None and not self.hidden else self.digits + self.unit.chinese

    @property
    def line(self) -> str:
        """What the digest of the figures vouches for."""
        said = (self.name, self.code, self.part, self.title, self.definition, self.source, self.version)
        amount = None if self.amount is None else float(self.amount)
        found = (amount, self.unit.value, self.hidden, self.region_code, self.as_of.isoformat())
        return "\x1f".join(map(str, (*said, *found, *self.missing)))


def digest(figures: Iterable[FrozenFigure]) -> str:
    """SHA-256 over all figures of a briefing in their order."""
    ordered = sorted(figures, key=lambda figure: figure.place)
    return sha256("\x1e".join(figure.line for figure in ordered).encode()).hexdigest()


def missing(figures: Iterable[FrozenFigure], region_code: str) -> dict[str, list[str]]:
    """未报 → 城区、矿区: each kind and place once, as the figures of the whole say it."""
    kinds: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for figure in figures:
        whole = figure.region_code == region_code and figure.part is None
        for sentence in figure.missing if whole else ():
            kind, _colon, who = sentence.partition("：")
            kinds[kind] |= {who: None} if who else {}
    return {kind: list(names) for kind, names in kinds.items()}
