"""The campaign: its dates and tolerances, each with its source or marked 待核."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.db import Row
from supervision.errors import Refused
from supervision.words import _

UNCONFIRMED = "未见公开文件，待核"


class Campaign(Row):
    """One special campaign (专项行动). A date nobody could show a paper for says so in its basis."""

    __tablename__ = "campaigns"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    province_code: Mapped[str]
    start_on: Mapped[date]
    start_basis: Mapped[str]
    cutoff_on: Mapped[date]
    cutoff_basis: Mapped[str]
    freeze_on: Mapped[date]
    freeze_basis: Mapped[str]


@dataclass(frozen=True)
class Tolerance:
    """How far a claim may stand above the ledger before it is a doubt (PR01)."""

    share: float = 0.005
    homes: int = 20
    rate_points: float = 0.1

    def allowed(self, verified: int) -> float:
        return max(self.share * verified, self.homes)


TOLERANCE = Tolerance()


def seed(session: Session, *, province_code: str = "140000") -> Campaign:
    """Enter the campaign of 2021 with its default dates; the start is the seed article's, the rest 待核."""
    found = session.scalars(select(Campaign)).first()
    if found is None:
        found = Campaign(
            code="SX2021",
            name="不动产“登记难”专项行动",
            province_code=province_code,
            start_on=date(2021, 5, 15),
            start_basis="公开报道：2021年5月启动；具体日期待核",
            cutoff_on=date(2021, 4, 30),
            cutoff_basis=UNCONFIRMED,
            freeze_on=date(2021, 8, 31),
            freeze_basis=UNCONFIRMED,
        )
        session.add(found)
        session.flush()
    return found


def current(session: Session) -> Campaign:
    found = session.scalars(select(Campaign)).first()
    if found is None:
        raise Refused(_("尚未设置专项行动，请先运行 python -m supervision init。"))
    return found
