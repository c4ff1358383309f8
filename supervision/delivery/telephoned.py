"""Telephoned figures: one county's numbers of a day, taken down by an officer (电话报数)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery.progress import CHECKERS, STANDING, ProgressReport
from supervision.errors import Refused
from supervision.office import history, regions
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.words import _, listed


def why_not(county_code: str, officer: Officer) -> str | None:
    """The reason this officer may not take a figure down for that county, or None."""
    if regions.level_of(county_code) is not Level.COUNTY:
        return _("请先选择一个县（市、区）。")
    if not officer.holds(*CHECKERS):
        return _("须由{posts}办理。", posts=listed(role.label for role in CHECKERS))
    return None if officer.answers_for(county_code) else _("不在您的辖区内，须由所在地办理。")


def take_down(
    session: Session,
    *,
    by: Officer,
    county_code: str,
    as_of: date,
    listed: int | None,
    first: int | None,
    transfer: int | None,
    households: int | None,
    reporter: str,
    because: str = "",
) -> ProgressReport:
    """Enter what was said on the telephone; where a report of that day stands, this one corrects it."""
    if reason := why_not(county_code, by):
        raise Refused(reason)
    if not reporter.strip():
        raise Refused(_("请填写报数人。"))
    if listed is None and first is None and transfer is None and households is None:
        raise Refused(_("请至少填写一个数量。"))
    earlier = standing(session, county_code, as_of)
    report = ProgressReport.submit(
        county_code=county_code,
        as_of=as_of,
        listed=listed,
        first=first,
        transfer=transfer,
        households=households,
        reporter=reporter.strip(),
        by_phone=True,
    )
    if earlier and earlier.says_the_same(report):
        raise Refused(_("与现有报数相同，没有需要更正的数字。"))
    session.add(report)
    session.flush()
    history.note(session, kind="progress_reports", subject_id=report.id, verb="submit", by=by)
    if earlier:
        earlier.supersede(report, by=by, because=because)
    return report


def standing(session: Session, county_code: str, as_of: date) -> ProgressReport | None:
    """The report of a county that stands for exactly this day."""
    return session.scalars(
        select(ProgressReport)
        .where(
            ProgressReport.county_code == county_code,
            ProgressReport.as_of == as_of,
            ProgressReport.status.in_(STANDING),
        )
        .order_by(ProgressReport.id.desc())
    ).first()
