"""T01: how many counties have no report for this period."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed, late
from supervision.figures import Figure, Scope, without_report
from supervision.office import regions
from supervision.office.regions import Level
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(len(claimed(session, scope).silent) + len(late(session, scope)), Measure.COUNTIES)


def again(session: Session, scope: Scope) -> Quantity:
    counties = session.scalars(regions.inside(scope.region_code, level=Level.COUNTY)).all()
    reported = [
        report
        for report in recounts.last_reports(session, scope.region_code, scope.end)
        if report.as_of >= scope.start
    ]
    return Quantity(len(counties) - len(reported), Measure.COUNTIES)


FIGURE = Figure(
    code="T01",
    chinese="本期未报县数",
    unit=Measure.COUNTIES,
    definition="没有统计截止日在本期内的有效周报的县（市、区）数",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=without_report,
)
