"""Senders: who sends workbooks, and what each one's columns mean where an officer had to say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.intake.columns import field as field_of
from supervision.intake.vocabulary import bare, word
from supervision.office import history, regions, units
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.words import _


@dataclass(frozen=True)
class Sender:
    """A place or a unit, by its name; what it sends is about its region and nothing beyond."""

    name: str
    region_code: str


class ColumnMeaning(Row):
    """What one header of one sender means; None where an officer said to leave the column out."""

    __tablename__ = "column_meanings"
    __table_args__ = (UniqueConstraint("sender", "shape", "header"),)

    sender: Mapped[str]
    shape: Mapped[Shape]
    header: Mapped[str]
    field: Mapped[str | None]
    taught_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))


def own(session: Session, officer: Officer) -> Sender:
    """The officer's own place, which is the sender where nothing else is said."""
    return Sender(regions.full_name(session, officer.region_code), officer.region_code)


def among(session: Session, officer: Officer) -> Sequence[Sender]:
    """Whom this officer may name as the sender: places first, their own foremost, then the units in them."""
    everywhere = {region.code: region for region in session.scalars(select(Region).order_by(Region.code))}
    places = [
        Sender(_full_name(region, everywhere), code)
        for code, region in everywhere.items()
        if officer.answers_for(code)
    ]
    mine = sorted(places, key=lambda one: one.region_code != officer.region_code)
    found = session.scalars(units.visible_to(officer))
    return [*mine, *(Sender(unit.name, unit.region_code) for unit in found)]


def taught(session: Session, sender: str) -> dict[str, str | None]:
    """Every header that an officer has explained for this sender."""
    meanings = session.scalars(select(ColumnMeaning).where(ColumnMeaning.sender == sender))
    return {meaning.header: meaning.field for meaning in meanings}


def teach(
    session: Session, *, sender: str, shape: Shape, meanings: Mapping[str, str | None], by: Officer
) -> None:
    """Remember what a sender's headers mean; the latest word counts."""
    for header, field in meanings.items():
        if field and word("personal").search(bare(header)) and not field_of(shape, name=field).personal:
            raise Refused(_("“{header}”含个人信息，只能不导入，或指定为个人信息的字段。", header=header))
    fields = [field for field in meanings.values() if field]
    if twice := next((field for field in fields if fields.count(field) > 1), None):
        label = field_of(shape, name=twice).label
        raise Refused(_("有两列都指定为“{field}”，只能保留一列。", field=label))
    for header, field in meanings.items():
        _remember(session, sender=sender, shape=shape, header=header, field=field, by=by)


def _remember(
    session: Session, *, sender: str, shape: Shape, header: str, field: str | None, by: Officer
) -> None:
    meaning = session.scalar(
        select(ColumnMeaning).where(
            ColumnMeaning.sender == sender, ColumnMeaning.shape == shape, ColumnMeaning.header == header
        )
    )
    if meaning is None:
        meaning = ColumnMeaning(sender=sender, shape=shape, header=header)
        session.add(meaning)
    meaning.field, meaning.taught_at, meaning.by_id = field, clock.now(), by.id
    session.flush()
    history.note(
        session,
        kind=ColumnMeaning.__tablename__,
        subject_id=meaning.id,
        verb="teach",
        by=by,
        note=f"{sender} {shape.value} {header} → {field or '—'}",
    )


def _full_name(region: Region, everywhere: Mapping[str, Region]) -> str:
    """A county with its city before it: two cities have a county called 城区."""
    if region.level is regions.Level.COUNTY:
        return everywhere[region.parent].name + region.name
    return region.name
