"""Progress: what each county says it has registered, and whether we believe it (进度周报)."""

from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, object_session

from supervision import clock
from supervision.delivery.snapshots import Snapshot
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, elsewhere, taken_by
from supervision.quantities import Measure, Quantity
from supervision.words import _


class ProgressStatus(Labelled):
    SUBMITTED = "submitted", "已报送"
    ACCEPTED = "accepted", "已采信"
    RETURNED = "returned", "已退回"
    SUPERSEDED = "superseded", "已更正"
    WITHDRAWN = "withdrawn", "已撤回"


S = ProgressStatus
STANDING = (S.SUBMITTED, S.ACCEPTED)
CHECKERS = (Role.INSPECTOR, Role.TASK_FORCE)
ENTRANTS = (Role.INSPECTOR, Role.TASK_FORCE, Role.UNIT)


def imported_by_self(report: "ProgressReport", officer: Officer) -> str | None:
    """Maker ≠ checker for what came in with a workbook: whoever took the workbook in."""
    session = object_session(report)
    brought_by = session.get(Snapshot, report.snapshot_id) if session and report.snapshot_id else None
    if brought_by is None or brought_by.by_id != officer.id:
        return None
    return _("本件由您导入，须换人办理。")


WORKFLOW = Workflow(
    Step(
        "accept",
        "采信",
        S.SUBMITTED,
        S.ACCEPTED,
        by=CHECKERS,
        unless=(elsewhere, taken_by("submit", "报送"), imported_by_self),
    ),
    Step("send_back", "退回", S.SUBMITTED, S.RETURNED, by=CHECKERS, unless=(elsewhere,)),
    Step("supersede", "更正", S.SUBMITTED, S.SUPERSEDED, by=ENTRANTS, unless=(elsewhere,)),
    Step("supersede", "更正", S.ACCEPTED, S.SUPERSEDED, by=ENTRANTS, unless=(elsewhere,)),
    Step("withdraw", "撤回", S.SUBMITTED, S.WITHDRAWN, by=CHECKERS, unless=(elsewhere,)),
    Step("withdraw", "撤回", S.ACCEPTED, S.WITHDRAWN, by=CHECKERS, unless=(elsewhere,)),
    Step("stand_again", "恢复", S.SUPERSEDED, S.SUBMITTED, by=CHECKERS, unless=(elsewhere,)),
)


class ProgressReport(Record):
    """A county's totals up to a day. Never edited: a correction is a new report, and the old one stays.

    listed, first, transfer in 套; households in 户; stated rates in percent, as the sender wrote them.
    """

    __tablename__ = "progress_reports"
    __table_args__ = (Index(None, "county_code", "as_of"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    as_of: Mapped[date]
    listed: Mapped[int | None]
    first: Mapped[int | None]
    transfer: Mapped[int | None]
    households: Mapped[int | None]
    stated_first_rate: Mapped[float | None]
    stated_transfer_rate: Mapped[float | None]
    reporter: Mapped[str | None]
    sent_at: Mapped[str | None]
    note: Mapped[str | None]
    by_phone: Mapped[bool]
    entered_at: Mapped[datetime]
    because: Mapped[str | None]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("progress_reports.id"))
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))
    status: Mapped[ProgressStatus]

    @property
    def region_code(self) -> str:
        return self.county_code

    @classmethod
    def submit(
        cls,
        *,
        county_code: str,
        as_of: date,
        listed: int | None,
        first: int | None,
        transfer: int | None,
        households: int | None,
        stated_first_rate: float | None = None,
        stated_transfer_rate: float | None = None,
        reporter: str | None = None,
        sent_at: str | None = None,
        note: str | None = None,
        by_phone: bool = False,
        snapshot_id: int | None = None,
    ) -> Self:
        """Enter what a county says as of a day; from a workbook, or one telephoned figure (电话报数)."""
        counts = (listed, first, transfer, households)
        if any(count is not None and count < 0 for count in counts):
            raise Refused(_("数量不能为负数。"))
        if as_of > clock.today():
            raise Refused(_("统计截止日期不能晚于今天。"))
        return cls(
            county_code=county_code,
            as_of=as_of,
            listed=listed,
            first=first,
            transfer=transfer,
            households=households,
            stated_first_rate=stated_first_rate,
            stated_transfer_rate=stated_transfer_rate,
            reporter=reporter,
            sent_at=sent_at,
            note=note,
            by_phone=by_phone,
            entered_at=clock.now(),
            snapshot_id=snapshot_id,
            status=S.SUBMITTED,
        )

    def accept(self, *, by: Officer) -> None:
        """Take the figures as checked: they may be ranked from now on."""
        WORKFLOW.take(self, "accept", by=by)

    def send_back(self, *, by: Officer, because: str) -> None:
        """Return it to its sender; it counts no more."""
        if not because.strip():
            raise Refused(_("退回须说明原因。"))
        WORKFLOW.take(self, "send_back", by=by, note=because.strip())

    def supersede(self, newer: "ProgressReport", *, by: Officer, because: str) -> None:
        """Give way to a later report of the same county and day; this one stays on the books."""
        if not because.strip():
            raise Refused(_("更正须说明原因。"))
        WORKFLOW.take(self, "supersede", by=by, note=because)
        newer.supersedes_id, newer.because = self.id, because

    def withdraw(self, *, by: Officer, because: str) -> None:
        WORKFLOW.take(self, "withdraw", by=by, note=because)

    def stand_again(self, *, by: Officer) -> None:
        """Stand as submitted once more, after what had superseded this was withdrawn."""
        WORKFLOW.take(self, "stand_again", by=by)

    def says_the_same(self, other: "ProgressReport") -> bool:
        """Whether both carry the same figures for the same county and day."""
        return all(
            getattr(self, field) == getattr(other, field)
            for field in (
                "county_code",
                "as_of",
                "listed",
                "first",
                "transfer",
                "households",
                "stated_first_rate",
                "stated_transfer_rate",
            )
        )

    @property
    def first_rate(self) -> Quantity:
        """首次登记率, recomputed; what the sender stated is only compared with it."""
        return Quantity(self.first, Measure.HOMES) / Quantity(self.listed, Measure.HOMES)

    @property
    def transfer_rate(self) -> Quantity:
        return Quantity(self.transfer, Measure.HOMES) / Quantity(self.listed, Measure.HOMES)


def visible_to(officer: Officer) -> Select[ProgressReport]:
    """What this officer may see; every query made for a person starts here."""
    return (
        select(ProgressReport)
        .where(regions.within(ProgressReport.county_code, officer.region_code))
        .order_by(ProgressReport.as_of.desc(), ProgressReport.county_code, ProgressReport.id)
    )


def standing_on(day: date) -> Select[ProgressReport]:
    """The last standing report of each county up to `day`: not returned, corrected or withdrawn."""
    newest_first = func.row_number().over(
        partition_by=ProgressReport.county_code,
        order_by=(ProgressReport.as_of.desc(), ProgressReport.id.desc()),
    )
    ranked = (
        select(ProgressReport.id, newest_first.label("place"))
        .where(ProgressReport.status.in_(STANDING), ProgressReport.as_of <= day)
        .subquery()
    )
    newest = aliased(ranked)
    return select(ProgressReport).join(newest, newest.c.id == ProgressReport.id).where(newest.c.place == 1)
