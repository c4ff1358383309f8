"""Frozen lists: the task list as it stood when it was closed, with its hash (清单冻结).

What is handled later and is not on it needs an approval or a declaration number.
"""

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.delivery.compounds import Compound
from supervision.errors import Refused
from supervision.keys import sm3
from supervision.office import history, regions
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.words import _, listed

FREEZERS = (Role.TASK_FORCE, Role.LEADER)


class FrozenCompound(Row):
    """One compound that was included when the list was frozen."""

    __tablename__ = "frozen_compounds"
    __table_args__ = (UniqueConstraint("county_code", "number"),)

    list_id: Mapped[int] = mapped_column(ForeignKey("frozen_lists.id"), index=True)
    county_code: Mapped[str]
    number: Mapped[str]
    approved_homes: Mapped[int | None]

    @property
    def line(self) -> str:
        """What the hash vouches for."""
        homes = "" if self.approved_homes is None else self.approved_homes
        return f"{self.county_code}\x1f{self.number}\x1f{homes}"


class FrozenList(Row):
    """The included compounds of one county, closed once and for all; the hash is SM3 over sorted lines."""

    __tablename__ = "frozen_lists"

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), unique=True)
    frozen_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    digest: Mapped[str]

    by: Mapped[Officer] = relationship()
    compounds: Mapped[list[FrozenCompound]] = relationship(order_by=FrozenCompound.number)

    @classmethod
    def freeze(cls, session: Session, county: Region, *, by: Officer) -> Self:
        """Close the list of a county as it stands now."""
        if not by.holds(*FREEZERS):
            raise Refused(_("须由{posts}办理。", posts=listed(role.label for role in FREEZERS)))
        if not by.answers_for(county.code):
            raise Refused(_("不在您的辖区内，须由所在地办理。"))
        if of(session, county.code):
            raise Refused(_("{county}的任务清单已经冻结，不能再次冻结。", county=county.name))
        included = session.scalars(
            select(Compound)
            .where(Compound.county_code == county.code, Compound.included.is_(True))
            .order_by(Compound.number)
        ).all()
        if not included:
            raise Refused(_("{county}还没有纳入的项目，无从冻结。", county=county.name))
        compounds = [
            FrozenCompound(county_code=county.code, number=one.number, approved_homes=one.approved_homes)
            for one in included
        ]
        made = cls(
            county_code=county.code,
            frozen_at=clock.now(),
            by=by,
            digest=_digest(compounds),
            compounds=compounds,
        )
        session.add(made)
        session.flush()
        history.note(
            session, kind=cls.__tablename__, subject_id=made.id, verb="freeze", by=by, note=made.digest
        )
        return made

    @property
    def is_whole(self) -> bool:
        """Whether its lines are still those that were hashed."""
        return _digest(self.compounds) == self.digest


def of(session: Session, county_code: str) -> FrozenList | None:
    return session.scalars(select(FrozenList).where(FrozenList.county_code == county_code)).one_or_none()


def visible_to(officer: Officer) -> Select[FrozenList]:
    """The frozen lists of this officer's place."""
    return (
        select(FrozenList)
        .where(regions.within(FrozenList.county_code, officer.region_code))
        .order_by(FrozenList.county_code)
    )


def later_additions(county_code: str) -> Select[Compound]:
    """What is included in a county now and is not on its frozen list."""
    frozen = exists().where(
        FrozenCompound.county_code == Compound.county_code, FrozenCompound.number == Compound.number
    )
    return (
        select(Compound)
        .where(Compound.county_code == county_code, Compound.included.is_(True), ~frozen)
        .order_by(Compound.number)
    )


def _digest(compounds: list[FrozenCompound]) -> str:
    return sm3("\n".join(sorted(one.line for one in compounds)).encode())
