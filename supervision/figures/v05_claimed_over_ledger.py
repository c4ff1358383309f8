"""V05: how far the claimed transfers stand above the ledger's (系统核对)."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.homes import Stage
from supervision.delivery.looks import board, claimed, names
from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity, total
from supervision.words import _


def compute(session: Session, scope: Scope) -> Quantity:
    """Of the counties whose homes the ledger holds, each at the day of its own last report."""
    return total(
        [
            county.excess
            for county in board(session, scope).counties
            if regions.contains(scope.region_code, county.code)
            and county.ledger.homes is not None
            and county.as_of is not None
        ],
        Measure.HOMES,
    )


def again(session: Session, scope: Scope) -> Quantity:
    parts = []
    for report in recounts.last_reports(session, scope.region_code, scope.end):
        held = recounts.reached(session, report.county_code, report.as_of, Stage.TRANSFER)
        if held is not None:
            parts.append(Quantity(report.transfer, Measure.HOMES) - Quantity(held, Measure.HOMES))
    return total(parts, Measure.HOMES)


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    held = {one.code for one in board(session, scope).counties if one.ledger.homes is not None}
    without = [
        report.county_code for report in claimed(session, scope).reports if report.county_code not in held
    ]
    return tuple(_("台账未导入：{county}", county=name) for name in names(session, scope, without))


FIGURE = Figure(
    code="V05",
    chinese="转移登记申报比台账多",
    unit=Measure.HOMES,
    definition="已导入台账的县（市、区），周报转移登记套数减同一截止日台账转移登簿套数",
    source="县（市、区）进度周报、登记台账",
    compute=compute,
    again=again,
    signed=True,
    missing=missing,
)
