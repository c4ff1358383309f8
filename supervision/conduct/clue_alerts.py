"""Three colours for slow clues, by a local table that each office chooses for itself (三色预警，均待核).

No national text sets these colours; two commissions published theirs (domain.md §3.2). What is chosen, and
every month in it, can be changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clues import Clue
from supervision.db import Base, Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import history
from supervision.office.lamps import URGENCY, Lamp
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.time_limits import WARN_DAYS, add_months
from supervision.words import _

COLOURS = (Lamp.BLUE, Lamp.YELLOW, Lamp.RED)
LONGEST = 36


class Stage(Labelled):
    """What is waited for."""

    PROPOSAL = "proposal", "提出处置建议"
    TALK = "talk", "谈话函询"
    PRELIM = "prelim", "初步核实"
    HOLD = "hold", "暂存待查"


class LocalTable(Labelled):
    """Whose practice the colours follow."""

    KUITUN = "kuitun", "奎屯市做法"
    CHANGWU = "changwu", "长武县做法"
    OWN = "own", "本机关自定"

    @property
    def means(self) -> str:
        """What a colour is answered with, where that place says so."""
        return _(
            {
                LocalTable.KUITUN: "督办函、提醒、约谈",
                LocalTable.CHANGWU: "电话提醒、提示函、督办函并约谈主要负责人",
                LocalTable.OWN: "按本机关规定",
            }[self]
        )


Months = Mapping[tuple[Stage, Lamp], int]
STAGES = {
    ClueStatus.SIGNED_FOR: Stage.PROPOSAL,
    ClueStatus.STUDIED: Stage.PROPOSAL,
    ClueStatus.TALKING: Stage.TALK,
    ClueStatus.VERIFYING: Stage.PRELIM,
    ClueStatus.HELD: Stage.HOLD,
}
#: After how many months a colour lights up; Kuitun's does also as a due date comes near and passes.
PUBLISHED: Mapping[LocalTable, Months] = {
    LocalTable.KUITUN: {
        (stage, lamp): months
        for stage in (Stage.PROPOSAL, Stage.TALK)
        for lamp, months in ((Lamp.YELLOW, 1), (Lamp.RED, 2))
    },
    LocalTable.CHANGWU: {
        (Stage.PROPOSAL, Lamp.BLUE): 1,
        (Stage.TALK, Lamp.BLUE): 1,
        (Stage.TALK, Lamp.YELLOW): 2,
        (Stage.TALK, Lamp.RED): 3,
        (Stage.PRELIM, Lamp.YELLOW): 3,
        (Stage.PRELIM, Lamp.RED): 6,
    },
}


class AlertChoice(Base):
    """Which table an office follows; where there is none, Kuitun's."""

    __tablename__ = "clue_alert_choices"

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True)
    local_table: Mapped[LocalTable]
    by_due_date: Mapped[bool]


class AlertMonths(Row):
    """After how many months one colour lights up for one stage, where an office set its own."""

    __tablename__ = "clue_alert_months"
    __table_args__ = (UniqueConstraint("region_code", "stage", "lamp"),)

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    stage: Mapped[Stage]
    lamp: Mapped[Lamp]
    months: Mapped[int]


@dataclass(frozen=True)
class Alerts:
    """The table that is in force for one office."""

    local_table: LocalTable
    by_due_date: bool
    months: Months

    @property
    def words(self) -> str:
        """奎屯市做法，待核"""
        return _("{table}，待核", table=self.local_table.label)

    def lamp(self, clue: Clue, today: date) -> Lamp | None:
        """The most urgent colour that a clue has reached; unknown while its calendar is missing."""
        stage = STAGES.get(clue.status)
        if stage is None or clue.clock_from is None:
            return None
        reached = [
            lamp
            for lamp in COLOURS
            if (months := self.months.get((stage, lamp))) is not None
            and today > add_months(clue.clock_from, months)
        ]
        if self.by_due_date:
            reached += _by_due_date(clue, today)
        return min(reached, key=lambda lamp: URGENCY[lamp], default=None)


def in_force(session: Session, region_code: str) -> Alerts:
    """What an office chose, else Kuitun's table."""
    chosen = session.get(AlertChoice, region_code)
    if chosen is None:
        return Alerts(LocalTable.KUITUN, True, PUBLISHED[LocalTable.KUITUN])
    if chosen.local_table is not LocalTable.OWN:
        return Alerts(chosen.local_table, chosen.by_due_date, PUBLISHED[chosen.local_table])
    rows = session.scalars(select(AlertMonths).where(AlertMonths.region_code == region_code))
    return Alerts(LocalTable.OWN, chosen.by_due_date, {(one.stage, one.lamp): one.months for one in rows})


def choose(
    session: Session, local_table: LocalTable, *, by: Officer, months: Months | None = None, by_due_date: bool
) -> None:
    """Follow a published table, or set one's own months, for the office of whoever chooses."""
    if not by.holds(Role.CASES, Role.PRINCIPAL):
        raise Refused(_("须由{posts}办理。", posts=Role.CASES.label))
    own = dict(months or {}) if local_table is LocalTable.OWN else {}
    if local_table is LocalTable.OWN:
        _require_rising(own)
    session.get(Region, by.region_code, with_for_update=True)
    for row in session.scalars(select(AlertMonths).where(AlertMonths.region_code == by.region_code)):
        session.delete(row)
    session.flush()
    session.add_all(
        AlertMonths(region_code=by.region_code, stage=stage, lamp=lamp, months=n)
        for (stage, lamp), n in own.items()
    )
    chosen = session.get(AlertChoice, by.region_code)
    if chosen is None:
        chosen = AlertChoice(region_code=by.region_code, local_table=local_table, by_due_date=by_due_date)
        session.add(chosen)
    chosen.local_table, chosen.by_due_date = local_table, by_due_date
    history.note(
        session,
        kind=AlertChoice.__tablename__,
        subject_id=int(by.region_code),
        verb="choose_alerts",
        by=by,
        note=local_table.chinese,
    )


def _require_rising(months: Months) -> None:
    if not months:
        raise Refused(_("请至少填写一个预警月数。"))
    if any(not 0 < n <= LONGEST for n in months.values()):
        raise Refused(_("预警月数须为 1 至 {n}。", n=LONGEST))
    for stage in Stage:
        row = [months[stage, lamp] for lamp in COLOURS if (stage, lamp) in months]
        if row != sorted(set(row)):
            raise Refused(_("“{stage}”的蓝、黄、红月数须依次增加。", stage=stage.label))


def _by_due_date(clue: Clue, today: date) -> list[Lamp]:
    if clue.limit_code is None or clue.paused:
        return []
    if clue.due_on is None:
        return [Lamp.UNKNOWN]
    left = (clue.due_on - today).days
    return [Lamp.RED] if left < 0 else [Lamp.YELLOW] if left <= WARN_DAYS else []
