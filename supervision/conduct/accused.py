"""The accused: every person, unit or event that one letter names, each with its rank, class and level."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision.ciphers import DataKey
from supervision.conduct.categories import Category, Jurisdiction, Kind
from supervision.conduct.ranks import Rank, Subject, highest
from supervision.conduct.typed_words import plain
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import networks, time_limits
from supervision.office.time_limits import TimeLimit
from supervision.office.units import Unit
from supervision.words import _

MOST, LONGEST = 20, 60
PURPOSE = "accused"


@dataclass(frozen=True)
class Named:
    """One of those whom a letter names, as the desk takes it down. It never prints itself."""

    jurisdiction: Jurisdiction
    category: Category | None
    kind: Kind = Kind.ACCUSATION
    subject: Subject | None = None
    rank: Rank = Rank.UNKNOWN
    unit: Unit | None = None
    name: str = ""
    post: str = ""

    def __repr__(self) -> str:
        return "Named(…)"

    @property
    def about(self) -> Subject:
        """What it names, as the desk says; else a person by a name, a unit by itself, or an event."""
        if self.subject is not None:
            return self.subject
        if self.name:
            return Subject.PERSON
        return Subject.ORG if self.unit else Subject.EVENT


class Accused(Row):
    """One of those named. The name is sealed by the complaint's key, and goes with it."""

    __tablename__ = "accused"
    __table_args__ = (UniqueConstraint("complaint_id", "place"),)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"))
    place: Mapped[int]
    subject: Mapped[Subject]
    rank: Mapped[Rank]
    jurisdiction: Mapped[Jurisdiction]
    kind: Mapped[Kind]
    category: Mapped[Category]
    sealed_name: Mapped[bytes | None]
    known_as: Mapped[str | None] = mapped_column(index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    limit_code: Mapped[str | None]
    due_on: Mapped[date | None]
    passed_on: Mapped[date | None]
    passed_to: Mapped[str | None]
    receipt_no: Mapped[str | None]

    unit: Mapped[Unit | None] = relationship()

    @property
    def limit(self) -> TimeLimit | None:
        """The clock of a part that leaves apart; None where it goes the way of the letter."""
        return time_limits.called(self.limit_code)

    @property
    def stays_open(self) -> bool:
        """Whether a part has still to leave, or its receipt to come."""
        return self.limit_code is not None and self.receipt_no is None

    def called(self, key: DataKey, *, number: str) -> tuple[str, str]:
        """Name and post, or nothing where the letter tells neither. Plain text only, to those on the list."""
        if self.sealed_name is None:
            return "", ""
        name, post = json.loads(key.open(self.sealed_name, bound_to=_bound(number, self.place)))
        return str(name), str(post)


def require(named: Sequence[Named]) -> Jurisdiction:
    """What decides for the letter; refused where somebody named is only half told."""
    if not named:
        raise Refused(_("请先选定反映的是谁。"))
    if len(named) > MOST:
        raise Refused(_("一件最多登记 {n} 名被反映人，请分件登记。", n=MOST))
    decides = highest(one.jurisdiction for one in named)
    if decides.sealed:
        raise Refused(_("上级管理的或反映本机关主要负责人的，只登记径送交接，不得录入内容。"))
    if any(one.category is None for one in named):
        raise Refused(_("请选择反映的问题。"))
    if any(len(words) > LONGEST for one in named for words in (one.name, one.post)):
        raise Refused(_("被反映人的姓名、职务不超过 {n} 个字。", n=LONGEST))
    return decides


def first_of(named: Sequence[Named], decides: Jurisdiction) -> Named:
    """The one by which the letter as a whole is filed: the first of the level that decides, and in scope."""
    level = [one for one in named if one.jurisdiction is decides]
    return next((one for one in level if one.kind is not Kind.OUTSIDE), level[0])


def sealed_by(key: DataKey, named: Iterable[Named], *, number: str) -> list[Accused]:
    """The rows of those named, each name under the complaint's own key."""
    return [_row(key, one, number=number, place=place) for place, one in enumerate(named, start=1)]


def recognised(name: str) -> str | None:
    """The same name gives the same answer, and nobody reads the name from it."""
    bare = "".join(sign for sign in normalize("NFKC", name) if sign.isalnum())
    return keys().recognise(PURPOSE, bare) if bare else None


def about_unit(unit_id: int) -> Select[int]:
    """The complaints that name a unit, first or among others."""
    return select(Accused.complaint_id).where(Accused.unit_id == unit_id)


def _row(key: DataKey, one: Named, *, number: str, place: int) -> Accused:
    assert one.category
    told = [plain(one.name), plain(one.post)]
    networks.keep_off(*told, one.unit.name if one.unit else "")
    words = json.dumps(told, ensure_ascii=False).encode()
    return Accused(
        place=place,
        subject=one.about,
        rank=one.rank,
        jurisdiction=one.jurisdiction,
        kind=one.kind,
        category=one.category,
        sealed_name=key.seal(words, bound_to=_bound(number, place)) if any(told) else None,
        known_as=recognised(one.name),
        unit=one.unit,
    )


def _bound(number: str, place: int) -> str:
    return f"accused.sealed_name:{number}-{place}"
