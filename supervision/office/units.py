"""Responsible units: who answers for what, with their leader and their duty (责任单位名录)."""

from collections.abc import Mapping
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision.db import Row
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region


class UnitKind(Labelled):
    """Whose duty it is: territorial, sector, or the builder's (属地、主管、建设主体责任)."""

    GOVERNMENT = "government", "属地政府"
    DEPARTMENT = "department", "职能部门"
    REGISTRY = "registry", "登记机构"
    STREET = "street", "街道（乡镇）"
    BUILDER = "builder", "建设主体"
    OTHER = "other", "其他"


class Unit(Row):
    """One responsible unit. Its liaison's telephone is not kept: it is on the paper roster."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("region_code", "name"),)

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    name: Mapped[str]
    level: Mapped[Level]
    kind: Mapped[UnitKind]
    duty: Mapped[str | None]
    leader: Mapped[str | None]
    leader_post: Mapped[str | None]
    contact: Mapped[str | None]
    snapshot_id: Mapped[int | None]

    region: Mapped[Region] = relationship()

    @classmethod
    def enroll(
        cls,
        *,
        region_code: str,
        name: str,
        kind: UnitKind,
        duty: str | None = None,
        leader: str | None = None,
        leader_post: str | None = None,
        contact: str | None = None,
    ) -> Self:
        """Enter a unit in the roster at the level of its region."""
        return cls(
            region_code=region_code,
            name=name,
            level=regions.level_of(region_code),
            kind=kind,
            duty=duty,
            leader=leader,
            leader_post=leader_post,
            contact=contact,
        )

    @property
    def full_name(self) -> str:
        """With the city before it where it is a district's: two cities have a 城区."""
        city = self.region.above if self.region.is_district else None
        return self.name if city is None or self.name.startswith(city.name) else city.name + self.name

    def differs(self, said: Mapping[str, Any]) -> bool:
        """Whether a roster says anything else than what stands here."""
        return any(getattr(self, field) != value for field, value in said.items())

    def amend(self, said: Mapping[str, Any], *, snapshot_id: int | None) -> None:
        """Take over what a later roster says; columns that it does not have stay as they were."""
        for field, value in said.items():
            setattr(self, field, value)
        self.snapshot_id = snapshot_id

    def as_said(self) -> dict[str, Any]:
        return {field: getattr(self, field) for field in (*SAID, "snapshot_id")}


SAID = ("kind", "duty", "leader", "leader_post", "contact")


def visible_to(officer: Officer) -> Select[Unit]:
    """The units of this officer's place; a unit's own account sees itself."""
    found = select(Unit).order_by(Unit.region_code, Unit.id)
    if officer.is_unit:
        return found.where(Unit.id == officer.unit_id)
    return found.where(regions.within(Unit.region_code, officer.region_code))


def answering_for(county_code: str) -> Select[Unit]:
    """Units that answer for a county: its own, its city's, the province's."""
    around = (county_code, f"{county_code[:4]}00", f"{county_code[:2]}0000")
    return select(Unit).where(Unit.region_code.in_(around)).order_by(Unit.region_code.desc(), Unit.name)


def named(session: Session, name: str, *, within: str) -> list[Unit]:
    """The units called so inside a region; more than one only where two places share the name."""
    return list(
        session.scalars(
            select(Unit).where(Unit.name == name, regions.within(Unit.region_code, within)).order_by(Unit.id)
        )
    )
