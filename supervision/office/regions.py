"""Regions: the province, its cities and counties, by their codes (GB/T 2260)."""

import csv
from importlib.resources import files

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Mapped, Session, foreign, mapped_column, relationship, remote
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.db import Base
from supervision.labels import Labelled


class Level(Labelled):
    """How high a region, a unit or an office stands."""

    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县（市、区）"


LAST_DISTRICT = 20
DIGITS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6}


class Region(Base):
    """One province, city or county. Streets come from the task list and have no code."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[Level]
    parent: Mapped[str]

    above: Mapped["Region | None"] = relationship(
        primaryjoin=lambda: foreign(Region.parent) == remote(Region.code), viewonly=True
    )

    @property
    def full(self) -> str:
        """A county with its city before it: two cities have a county called 城区."""
        return f"{self.above.name}{self.name}" if self.level is Level.COUNTY and self.above else self.name

    @property
    def is_district(self) -> bool:
        """Whether it is a city's district (市辖区), by the numbers that GB/T 2260 keeps for them."""
        return self.level is Level.COUNTY and int(self.code[4:]) <= LAST_DISTRICT

    @property
    def prefix(self) -> str:
        """What the codes of everything inside begin with."""
        return self.code[: DIGITS[self.level]]


def level_of(code: str) -> Level:
    """The level that a code speaks of: 140000, 140300 or 140302."""
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def prefix(code: str) -> str:
    return code[: DIGITS[level_of(code)]]


def contains(code: str, other: str) -> bool:
    """Whether `other` is this region or lies in it."""
    return other.startswith(prefix(code))


def within(column: InstrumentedAttribute[str], code: str) -> ColumnElement[bool]:
    """`contains`, as a condition for a query."""
    if level_of(code) is Level.COUNTY:
        return column == code
    start = prefix(code)
    return (column >= start) & (column < start + "~")


def inside(code: str, *, level: Level) -> Select[Region]:
    """The regions of one level inside a region, in administrative order."""
    return select(Region).where(Region.level == level, within(Region.code, code)).order_by(Region.code)


def children(code: str) -> Select[Region]:
    """The next level down, in administrative order."""
    return select(Region).where(Region.parent == code).order_by(Region.code)


def full_name(session: Session, code: str) -> str:
    return session.get_one(Region, code).full


def name_or(session: Session, said: str) -> str:
    """A place by its name where somebody wrote its code; else what was written."""
    place = session.get(Region, said)
    return place.full if place else said


def seed(session: Session) -> None:
    """Enter every region of the province once; source: the national code list, 1 + 11 + 117."""
    known = set(session.scalars(select(Region.code)))
    with files("supervision.office").joinpath("regions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["code"] not in known:
                session.add(
                    Region(
                        code=row["code"], name=row["name"], level=Level(row["level"]), parent=row["parent"]
                    )
                )
    session.flush()
