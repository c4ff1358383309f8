"""Samples: homes drawn by lot from what a unit claims, looked at one by one, and what that proves (抽查核验).

The seed is written into the history before anything can be drawn by it. What is found says of the claim what
the exact bound allows and no more. Some compounds are looked at besides: those that complaints name, and as
many others by lot, so that the list tells nobody which; they count in no share.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import floor
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import sample_drawing
from supervision.conduct.exact_shares import Share
from supervision.conduct.flag_steps import HEADS, JUDGES
from supervision.conduct.register_numbers import next_number
from supervision.db import Row
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport
from supervision.errors import Refused
from supervision.keys import keys, sm3
from supervision.labels import Labelled
from supervision.office import installation, regions
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from supervision.office.workflow import Step, Workflow, elsewhere, last_taken_by
from supervision.quantities import Measure, Quantity
from supervision.words import _

SMALLEST, LARGEST, LONGEST = 10, 500, 100
CLAIMED = {Stage.FIRST: "first", Stage.TRANSFER: "transfer"}


class SampleStatus(Labelled):
    ENTERED = "entered", "已填写"
    SEEDED = "seeded", "种子已记录"
    DRAWN = "drawn", "已抽取"
    CLOSED = "closed", "已汇总"


class Result(Labelled):
    """What whoever went there found."""

    SO = "so", "与申报一致"
    NOT_SO = "not_so", "与申报不符"
    UNKNOWN = "unknown", "无法核实"


S = SampleStatus
WORKFLOW = Workflow(
    Step("plan", "记录种子", S.ENTERED, S.SEEDED, by=JUDGES, unless=(elsewhere,)),
    Step("draw", "抽取", S.SEEDED, S.DRAWN, by=JUDGES, unless=(elsewhere,)),
    Step("take_back", "收回结果", S.DRAWN, S.DRAWN, by=JUDGES, unless=(elsewhere,)),
    Step(
        "close",
        "汇总",
        S.DRAWN,
        S.CLOSED,
        by=(*JUDGES, *HEADS),
        unless=(elsewhere, last_taken_by("收回结果", "take_back")),
    ),
)


@dataclass(frozen=True)
class Returned:
    """One row of a workbook that came back."""

    row_key: str
    result: Result | None
    remark: str = ""


class SampledHome(Row):
    """One home that was drawn; what is looked at `besides` the sample counts in no share."""

    __tablename__ = "sampled_homes"
    __table_args__ = (UniqueConstraint("sample_id", "place"),)

    sample_id: Mapped[int] = mapped_column(ForeignKey("samples.id", ondelete="CASCADE"))
    place: Mapped[int]
    unit_code: Mapped[str]
    compound_number: Mapped[str | None]
    building: Mapped[str | None]
    room: Mapped[str | None]
    besides: Mapped[bool]
    result: Mapped[Result | None]
    remark: Mapped[str | None]

    def row_key(self, number: str) -> str:
        """Known again when the workbook comes back; made by nobody without the office's key."""
        return keys().recognise("sample", f"{number}:{self.unit_code}")[:10]


class Sample(Record):
    """One draw from one claim: so many homes of a county at a stage, by a day."""

    __tablename__ = "samples"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_reports.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    stage: Mapped[Stage]
    as_of: Mapped[date]
    size: Mapped[int]
    seed: Mapped[str]
    seeded_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]
    population: Mapped[int | None]
    checksum: Mapped[str | None]
    demo: Mapped[bool]
    status: Mapped[SampleStatus]

    report: Mapped[ProgressReport] = relationship()
    unit: Mapped[Unit | None] = relationship()
    homes: Mapped[list[SampledHome]] = relationship(order_by=SampledHome.place, cascade="all, delete-orphan")

    @classmethod
    def plan(
        cls,
        session: Session,
        report: ProgressReport,
        *,
        stage: Stage,
        size: int,
        by: Officer,
        unit: Unit | None = None,
    ) -> Self:
        """Write down by which seed it will be drawn, from which claim, and how many."""
        if stage not in CLAIMED or getattr(report, CLAIMED[stage]) is None:
            raise Refused(_("这份周报没有申报该环节的套数，无从抽查。"))
        if not SMALLEST <= size <= LARGEST:
            raise Refused(_("抽查数量须在 {least} 到 {most} 套之间。", least=SMALLEST, most=LARGEST))
        made = cls(
            number=next_number(session, cls, "CY", report.county_code, clock.today().year),
            region_code=report.county_code,
            report=report,
            unit=unit,
            stage=stage,
            as_of=report.as_of,
            size=size,
            seed=secrets.token_hex(16),
            seeded_at=clock.now(),
            demo=installation.current(session).demo,
            status=S.ENTERED,
        )
        session.add(made)
        session.flush()
        WORKFLOW.take(made, "plan", by=by, note=f"{made.number} {made.seed}")
        return made

    def draw(self, session: Session, *, by: Officer) -> None:
        """Choose by the seed alone: the same seed and the same ledger choose the same homes."""
        WORKFLOW.take(self, "draw", by=by)
        drawn = sample_drawing.draw(
            session,
            county_code=self.region_code,
            stage=self.stage,
            as_of=self.as_of,
            size=self.size,
            seed=self.seed,
        )
        if not drawn.chosen:
            raise Refused(_("登记台账中没有截至该日已办到这一环节的房屋，无从抽取。"))
        self.homes = [
            SampledHome(place=place, besides=besides, **one._asdict())
            for place, (one, besides) in enumerate(drawn.shuffled(self.seed), start=1)
        ]
        self.drawn_at, self.population = clock.now(), drawn.population
        self.checksum = self._checksum()

    def take_back(self, rows: Sequence[Returned], *, checksum: str, by: Officer) -> Mapping[str, int]:
        """Enter what a workbook says; refused whole where it is another's, was changed, or contradicts."""
        if checksum != self.checksum:
            raise Refused(_("这份工作簿不是本次抽查导出的，或者行已被增删：校验码不符。"))
        known = {home.row_key(self.number): home for home in self.homes}
        if unknown := [row.row_key for row in rows if row.row_key not in known]:
            raise Refused(_("核验码 {key} 不属于本次抽查：可能是别次抽查的表，或被改动过。", key=unknown[0]))
        if len({row.row_key for row in rows}) < len(rows):
            raise Refused(_("工作簿中有重复的行，请核对后重新收回。"))
        said = [(known[row.row_key], row) for row in rows if row.result is not None]
        if other := [home.place for home, row in said if home.result not in (None, row.result)]:
            raise Refused(_("第 {n} 号的结果与先前收回的不同，未采用：请先核对两份工作簿。", n=other[0]))
        if any(len(row.remark) > LONGEST for _home, row in said):
            raise Refused(_("说明不超过 {n} 个字。", n=LONGEST))
        WORKFLOW.take(self, "take_back", by=by, note=str(len(said)))
        counted = {"new": 0, "unchanged": 0, "empty": len(rows) - len(said)}
        for home, row in said:
            counted["unchanged" if home.result is row.result else "new"] += 1
            home.result = row.result
            home.remark = "；".join(dict.fromkeys(filter(None, (home.remark, row.remark.strip())))) or None
        return counted

    def close(self, *, by: Officer) -> None:
        """Nothing more comes back; by somebody else than who entered the last results."""
        if not self.looked_at:
            raise Refused(_("还没有收回任何结果。"))
        WORKFLOW.take(self, "close", by=by)

    @property
    def claimed_homes(self) -> Quantity:
        return Quantity(getattr(self.report, CLAIMED[self.stage]), Measure.HOMES)

    @property
    def claimed(self) -> Quantity:
        """What the report says, of what it lists."""
        return self.claimed_homes / Quantity(self.report.listed, Measure.HOMES)

    @property
    def nowhere(self) -> int:
        """Homes that are claimed and that the ledger does not hold: no lot can fall on them (PR01)."""
        return max(0, int(self.claimed_homes.amount or 0) - (self.population or 0))

    @property
    def proven_homes(self) -> Quantity:
        """So many of the ledger's homes at least are as claimed, with 95 % confidence."""
        least = self.verified.at_least.amount
        whole = None if least is None or self.population is None else floor(self.population * least / 100)
        return Quantity(whole, Measure.HOMES)

    @property
    def proven(self) -> Quantity:
        """The same, of what the report lists: what stands beside `claimed`."""
        return self.proven_homes / Quantity(self.report.listed, Measure.HOMES)

    @property
    def counting(self) -> list[SampledHome]:
        return [home for home in self.homes if not home.besides]

    @property
    def looked_at(self) -> list[SampledHome]:
        """Those of the sample itself that somebody could judge."""
        return [home for home in self.counting if home.result in (Result.SO, Result.NOT_SO)]

    @property
    def verified(self) -> Share:
        """As claimed, of those looked at: `at_least` is what 95 % confidence allows to say."""
        seen = self.looked_at
        return Share(sum(home.result is Result.SO for home in seen), len(seen), Measure.HOMES)

    @property
    def disconnect(self) -> Quantity:
        """脱节率: claimed and not so, of those looked at."""
        seen = self.looked_at
        wrong = sum(home.result is Result.NOT_SO for home in seen)
        return Quantity(wrong, Measure.HOMES) / Quantity(len(seen) or None, Measure.HOMES)

    def _checksum(self) -> str:
        rows = "\n".join(f"{home.place}\x1f{home.row_key(self.number)}" for home in self.homes)
        return sm3(f"{self.number}\n{rows}".encode())[:16]


def visible_to(officer: Officer) -> Select[Sample]:
    """Those of the officer's place, the newest first; a unit never sees what is going to be looked at."""
    found: Select[Any] = select(Sample).order_by(Sample.id.desc())
    if officer.is_unit or not officer.holds(*JUDGES, *HEADS, Role.PRINCIPAL):
        return found.where(Sample.id.is_(None))
    return found.where(regions.within(Sample.region_code, officer.region_code))
