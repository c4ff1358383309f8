"""The second look, a sheet before signing: each figure recounted, what changed, who sent what when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.briefings.briefings import Briefing
from supervision.briefings.frozen_figures import FrozenFigure, missing
from supervision.briefings.issues import last_issued
from supervision.delivery import recounts
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.figures import FEWEST_SHOWN, FIGURES, Figure, Scope
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.regions import Region
from supervision.quantities import Quantity


class Agreement(Labelled):
    SAME = "same", "一致"
    DIFFERENT = "different", "不一致"
    ONE_PATH = "one_path", "无第二路径"


#: Rates are compared as they are printed.
CLOSE = 0.005


@dataclass(frozen=True)
class Recount:
    """A frozen figure beside the same number counted again from the books as they stand now."""

    figure: FrozenFigure
    again: Quantity | None
    before: Quantity | None

    @property
    def agreement(self) -> Agreement:
        if self.again is None:
            return Agreement.ONE_PATH
        frozen, now = self.figure.amount, self.again.amount
        if self.figure.hidden:
            return Agreement.SAME if now and now < FEWEST_SHOWN else Agreement.DIFFERENT
        if frozen is None or now is None:
            return Agreement.SAME if frozen is now else Agreement.DIFFERENT
        return Agreement.SAME if abs(frozen - now) < CLOSE else Agreement.DIFFERENT

    @property
    def change(self) -> Quantity | None:
        """Against the issue before; None where there is none."""
        if self.before is None:
            return None
        return self.figure.quantity - self.before


@dataclass(frozen=True)
class Sender:
    """Where figures come from: whose report or workbook, as of when, and when it reached us."""

    what: str
    place: str
    who: str
    as_of: date | None
    sent: str
    entered_at: datetime
    by_phone: bool


@dataclass(frozen=True)
class SecondLook:
    """What a checker and a signer read before they put their name to it."""

    recounts: tuple[Recount, ...]
    senders: tuple[Sender, ...]
    missing: dict[str, list[str]]
    before: Briefing | None

    @property
    def gaps(self) -> int:
        """How many places, or whole figures, something is missing of."""
        return sum(len(names) or 1 for names in self.missing.values())

    @property
    def different(self) -> tuple[Recount, ...]:
        return tuple(one for one in self.recounts if one.agreement is Agreement.DIFFERENT)


def second_look(session: Session, briefing: Briefing) -> SecondLook:
    before = last_issued(session, briefing)
    return SecondLook(
        recounts=tuple(_recounts(session, briefing, before)),
        senders=(*_reports(session, briefing), *_workbooks(session, briefing)),
        missing=missing(briefing.figures, briefing.region_code),
        before=before,
    )


def _recounts(session: Session, briefing: Briefing, before: Briefing | None) -> list[Recount]:
    coded: dict[str, Figure] = {figure.code: figure for figure in FIGURES.values()}
    earlier = {(one.code, one.region_code, one.part): one for one in before.figures} if before else {}
    found = []
    for frozen in briefing.figures:
        scope = Scope(frozen.region_code, briefing.start, briefing.end, briefing.edition, frozen.part)
        figure = coded.get(frozen.code)
        withheld = frozen.hidden and frozen.part is not None
        then = earlier.get((frozen.code, frozen.region_code, frozen.part))
        found.append(
            Recount(
                frozen,
                figure.again(session, scope) if figure and figure.again and not withheld else None,
                then.quantity if then else None,
            )
        )
    return found


def _reports(session: Session, briefing: Briefing) -> list[Sender]:
    return [
        Sender(
            what=Shape.PROGRESS.label,
            place=session.get_one(Region, report.county_code).name,
            who=report.reporter or "",
            as_of=report.as_of,
            sent=report.sent_at or "",
            entered_at=report.entered_at,
            by_phone=report.by_phone,
        )
        for report in sorted(
            recounts.last_reports(session, briefing.region_code, briefing.end),
            key=lambda report: report.county_code,
        )
    ]


def _workbooks(session: Session, briefing: Briefing) -> list[Sender]:
    """The newest standing workbook of each shape and place, up to the moment of the draft."""
    found: dict[tuple[Shape, str], Snapshot] = {}
    for snapshot in session.scalars(
        select(Snapshot)
        .where(
            regions.within(Snapshot.region_code, briefing.region_code),
            Snapshot.status == SnapshotStatus.ACCEPTED,
            Snapshot.shape != Shape.PROGRESS,
            Snapshot.accepted_at <= briefing.frozen_at,
        )
        .order_by(Snapshot.id)
    ):
        found[snapshot.shape, snapshot.region_code] = snapshot
    return [
        Sender(
            what=snapshot.shape.label,
            place=session.get_one(Region, snapshot.region_code).name,
            who=snapshot.sender,
            as_of=snapshot.as_of,
            sent="",
            entered_at=snapshot.accepted_at.astimezone(clock.OFFICE),
            by_phone=False,
        )
        for snapshot in found.values()
    ]
