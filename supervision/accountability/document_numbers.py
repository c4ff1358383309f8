"""发文字号: 晋纪督〔2022〕1号. One sequence an office and year, without gaps, without leading zeros."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.db import Base
from supervision.errors import Refused
from supervision.office import history
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _

PROVINCE = "晋纪督"
NUMBER = "{letters}〔{year}〕{sequence}号"
LONGEST = 12


class NumberPrefix(Base):
    """What an office's numbers begin with, where it is not what its name suggests."""

    __tablename__ = "number_prefixes"

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True)
    prefix: Mapped[str]


def prefix(session: Session, office_code: str) -> str:
    """The letters of an office's numbers: as set, else 晋纪督, or the place's first character with 纪督."""
    found = session.get(NumberPrefix, office_code)
    if found is not None:
        return found.prefix
    region = session.get_one(Region, office_code)
    return PROVINCE if region.level is Level.PROVINCE else region.name[0] + PROVINCE[1:]


def set_prefix(session: Session, letters: str, *, by: Officer) -> None:
    """Set it for one's own office; what was numbered before keeps its number."""
    letters = "".join(letters.split())
    if not letters or len(letters) > LONGEST or any(mark in letters for mark in "〔〕[]号"):
        raise Refused(_("请填写机关代字，例如“晋纪督”，不含年份和序号。"))
    found = session.get(NumberPrefix, by.region_code)
    if found is None:
        session.add(NumberPrefix(region_code=by.region_code, prefix=letters))
    else:
        found.prefix = letters
    history.note(session, kind="number_prefixes", subject_id=0, verb="set_prefix", by=by, note=letters)


def written(letters: str, *, year: int, sequence: int) -> str:
    """晋纪督〔2022〕1号 (GB/T 9704—2012 7.2.5: 六角括号, no 第, no leading zero)."""
    return NUMBER.format(letters=letters, year=year, sequence=sequence)
