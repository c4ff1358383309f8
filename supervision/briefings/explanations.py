"""Explanations: whom a briefing names for a shortfall, and what they say to it (说明，或未答复)."""

from collections.abc import Iterator
from datetime import date
from typing import Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.delivery.looks import board, names
from supervision.errors import Refused
from supervision.figures import Scope
from supervision.labels import Labelled
from supervision.office.units import Unit
from supervision.responsibility import as_it_stood
from supervision.words import _

SILENT = "未答复"


class Shortfall(Labelled):
    """Why a unit is named. Each is a fact of the books, none a finding against a person."""

    NOT_REPORTED = "not_reported", "本期未报送周报"
    OVER_TOLERANCE = "over_tolerance", "申报数超出台账允许误差"
    OVERDUE = "overdue", "承诺事项超期未办结"


class Explanation(Row):
    """One unit, or the county government of a county, named in one briefing for one shortfall."""

    __tablename__ = "explanations"

    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefings.id"), index=True)
    place: Mapped[int]
    shortfall: Mapped[Shortfall]
    region_code: Mapped[str]
    who: Mapped[str]
    fact: Mapped[str]
    answer: Mapped[str | None]
    answered_on: Mapped[date | None]
    paper: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)

    unit: Mapped[Unit | None] = relationship()

    @classmethod
    def ask(
        cls, shortfall: Shortfall, *, region_code: str, who: str, fact: str = "", unit: Unit | None = None
    ) -> Self:
        return cls(
            place=0,
            shortfall=shortfall,
            region_code=region_code,
            who=who,
            fact=fact or shortfall.chinese,
            unit=unit,
        )

    def say(self, answer: str, *, paper: str) -> None:
        """Write down what the unit says, and the paper, letter or call that says it."""
        if not answer.strip() or not paper.strip():
            raise Refused(_("请填写责任单位的说明及其来文或来电。"))
        self.answer, self.paper, self.answered_on = answer.strip(), paper.strip(), clock.today()

    @property
    def said(self) -> str:
        """What they say, or that they do not, always in Chinese."""
        return f"该单位说明：{self.answer}" if self.answer else f"截至成稿，该单位{SILENT}"

    @property
    def words(self) -> str:
        return f"{self.who}{self.fact}。{self.said}。"


def shortfalls(session: Session, scope: Scope) -> list[Explanation]:
    """Everyone whom the books name for the period, in administrative order."""
    found = [*_counties(session, scope), *_units(session, scope)]
    for place, explanation in enumerate(found, start=1):
        explanation.place = place
    return found


def _counties(session: Session, scope: Scope) -> Iterator[Explanation]:
    for county in board(session, scope).counties:
        (name,) = names(session, scope, [county.code])
        if county.as_of is None or county.as_of < scope.start:
            since = (
                f"，沿用{county.as_of.month}月{county.as_of.day}日数据" if county.as_of else "，此前亦未报送"
            )
            yield Explanation.ask(
                Shortfall.NOT_REPORTED,
                region_code=county.code,
                who=name,
                fact=Shortfall.NOT_REPORTED.chinese + since,
            )
        if county.beyond:
            yield Explanation.ask(Shortfall.OVER_TOLERANCE, region_code=county.code, who=name)


def _units(session: Session, scope: Scope) -> Iterator[Explanation]:
    late = {
        one.record.unit.id: one.record.unit
        for one in as_it_stood.on(session, scope)
        if one.is_overdue(scope.end)
    }
    for unit in sorted(late.values(), key=lambda unit: (unit.region_code, unit.id)):
        yield Explanation.ask(Shortfall.OVERDUE, region_code=unit.region_code, who=unit.full_name, unit=unit)
