"""D13: transfers of the counties that did report for this period, without the late ones."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed, late, names
from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity, total
from supervision.words import _


def compute(session: Session, scope: Scope) -> Quantity:
    reports = claimed(session, scope).reports
    return total(
        [Quantity(report.transfer, Measure.HOMES) for report in reports if report.as_of >= scope.start],
        Measure.HOMES,
    )


def again(session: Session, scope: Scope) -> Quantity:
    numbers = [
        report.transfer
        for report in recounts.last_reports(session, scope.region_code, scope.end)
        if report.as_of >= scope.start
    ]
    known = [number for number in numbers if number is not None]
    return Quantity(sum(known) if numbers and len(known) == len(numbers) else None, Measure.HOMES)


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    absent = [*claimed(session, scope).silent, *late(session, scope)]
    return tuple(_("未计入：{county}", county=name) for name in names(session, scope, absent))


FIGURE = Figure(
    code="D13",
    chinese="转移登记（仅本期已报）",
    unit=Measure.HOMES,
    definition="只加总统计截止日在本期内的周报，不含迟报、未报县",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=missing,
)
