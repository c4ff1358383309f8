"""The progress report: what each county says it has registered by a day (进度周报)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery.progress import STANDING, ProgressReport, ProgressStatus
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.errors import Refused
from supervision.intake.sheets import Batch, Outcome, Sheet, one_by_one
from supervision.office.people import Officer
from supervision.words import _

COUNTS = ("listed", "first", "transfer", "households")


def load(session: Session, batch: Batch) -> Outcome:
    """Enter each county's report; one that differs from the standing one supersedes it, with the reason."""
    outcome = Outcome()
    seen: dict[tuple[str, date], tuple[int, ProgressReport]] = {}
    for row in batch.rows:
        county, reason = batch.localities.county(code=row.get("county_code"), name=row.get("county_name"))
        as_of = row.get("as_of") or batch.as_of
        if county is None:
            outcome.reject(row, reason or "")
            continue
        if as_of is None:
            outcome.reject(row, _("缺统计截止日期"))
            continue
        if all(row.get(count) is None for count in COUNTS):
            outcome.reject(row, _("没有任何数量"))
            continue
        try:
            report = _submit(row, county, as_of, batch)
        except Refused as refusal:
            outcome.reject(row, str(refusal))
            continue
        key = (county, as_of)
        if key in seen:
            if seen[key][1].says_the_same(report):
                outcome.unchanged += 1
            else:
                outcome.reject(row, _("同一地区同一日期重复且数字不一致（与第 {row} 行）", row=seen[key][0]))
            continue
        seen[key] = (int(row["row"]), report)
        outcome.counties.add(county)
        _enter(session, batch, outcome, report)
    session.flush()
    return outcome


def _submit(row: Mapping[str, Any], county: str, as_of: date, batch: Batch) -> ProgressReport:
    return ProgressReport.submit(
        county_code=county,
        as_of=as_of,
        listed=row.get("listed"),
        first=row.get("first"),
        transfer=row.get("transfer"),
        households=row.get("households"),
        stated_first_rate=row.get("first_rate"),
        stated_transfer_rate=row.get("transfer_rate"),
        reporter=row.get("reporter"),
        sent_at=row.get("sent_at"),
        note=row.get("note"),
        snapshot_id=batch.snapshot_id,
    )


def _enter(session: Session, batch: Batch, outcome: Outcome, report: ProgressReport) -> None:
    standing = session.scalars(
        select(ProgressReport)
        .where(
            ProgressReport.county_code == report.county_code,
            ProgressReport.as_of == report.as_of,
            ProgressReport.status.in_(STANDING),
        )
        .order_by(ProgressReport.id.desc())
    ).first()
    if standing is not None and standing.says_the_same(report):
        outcome.unchanged += 1
        return
    session.add(report)
    if standing is None:
        outcome.inserted += 1
        return
    standing.supersede(report, by=batch.by, because=batch.because or _("导入更正"))
    outcome.updated += 1


def stands_under(session: Session, snapshot: Snapshot) -> str | None:
    """A report that somebody accepted or corrected since stands on it."""
    for report in _reports(session, snapshot):
        if report.status is not ProgressStatus.SUBMITTED:
            return _(
                "{day} 的报表已“{status}”，不能撤回。",
                day=f"{report.as_of:%Y-%m-%d}",
                status=report.status.label,
            )
    return None


def withdraw(session: Session, snapshot: Snapshot, by: Officer) -> None:
    """Take the reports back; what they had superseded stands again."""
    for report in _reports(session, snapshot):
        report.withdraw(by=by, because=_("撤回导入"))
        if report.supersedes_id is not None:
            session.get_one(ProgressReport, report.supersedes_id).stand_again(by=by)
    session.flush()


def _reports(session: Session, snapshot: Snapshot) -> list[ProgressReport]:
    return list(
        session.scalars(
            select(ProgressReport)
            .where(ProgressReport.snapshot_id == snapshot.id)
            .order_by(ProgressReport.id)
        )
    )


SHEET = Sheet(
    shape=Shape.PROGRESS,
    order=5,
    load=one_by_one(load),
    stands_under=stands_under,
    withdraw=withdraw,
    watched=True,
)
