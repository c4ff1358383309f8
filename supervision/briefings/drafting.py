"""Drafting by the calendar: the week's briefings of all places that have something to tell."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.briefings.briefings import Briefing, standing
from supervision.briefings.terms import Kind
from supervision.delivery.progress import standing_on
from supervision.figures import Edition, Scope
from supervision.office.people import Officer
from supervision.office.regions import Level, Region


def draft_week(session: Session, *, ending: date, by: Officer) -> list[Briefing]:
    """Draft what is not there yet, for the province and each city of which a county has ever reported."""
    reported = {report.county_code[:4] for report in session.scalars(standing_on(ending))}
    drafted = []
    for region in session.scalars(
        select(Region).where(Region.level.in_((Level.PROVINCE, Level.CITY))).order_by(Region.code)
    ):
        scope = Scope(region.code, Kind.WEEKLY.start(ending), ending, Edition.UP)
        told = region.level is Level.PROVINCE or region.code[:4] in reported
        if told and not standing(session, kind=Kind.WEEKLY, edition=Edition.UP, scope=scope):
            drafted.append(Briefing.draft(session, kind=Kind.WEEKLY, edition=Edition.UP, scope=scope, by=by))
    return drafted
