"""Relations: who belongs to a developer, or to somebody who handles cases, as declared (关联人员名单).

Nobody is named: the one related is known by the same HMAC as a buyer of the ledger, so that the two can be
compared and neither can be read.
"""

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer


class Side(Labelled):
    """To whom somebody is related."""

    DEVELOPER = "developer", "开发建设单位"
    STAFF = "staff", "经办人员"


class Relation(Row):
    """One person or firm (`buyer`), how it is related (`relation`), and to whom (`of`).

    `of` is the developer's name, or the code by which the ledger names who handles cases.
    """

    __tablename__ = "relations"
    __table_args__ = (UniqueConstraint("county_code", "side", "of", "buyer"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    side: Mapped[Side]
    of: Mapped[str]
    relation: Mapped[str | None]
    buyer: Mapped[str] = mapped_column(String(64), index=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))


def visible_to(officer: Officer) -> Select[Relation]:
    """The declared relations of this officer's place."""
    return (
        select(Relation)
        .where(regions.within(Relation.county_code, officer.region_code))
        .order_by(Relation.county_code, Relation.side, Relation.of, Relation.id)
    )
