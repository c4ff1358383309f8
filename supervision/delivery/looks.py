"""Looks: what several numbers of one scope read alike, read once: reports, ledger, standings, names."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery import rollups, standings
from supervision.delivery.rollups import Claimed, Ledger
from supervision.delivery.standings import Board
from supervision.office import regions
from supervision.office.regions import Level, Region
from supervision.office.scopes import Scope, previous
from supervision.quantities import Measure, Quantity, total


def claimed(session: Session, scope: Scope) -> Claimed:
    """What the counties report, up to the end of the scope."""
    return scope.read("claimed", lambda: rollups.claimed(session, scope.region_code, scope.end))


def claimed_before(session: Session, scope: Scope) -> Claimed:
    """What they had reported up to the end of the period before."""
    return scope.read("before", lambda: rollups.claimed(session, scope.region_code, previous(scope).end))


def ledger(session: Session, scope: Scope) -> Ledger:
    """How far the ledger's homes had come by the end of the scope."""
    return scope.read("ledger", lambda: rollups.ledger_on(session, scope.region_code, scope.end))


def board(session: Session, scope: Scope) -> Board:
    """Every county and the next level down, claimed against verified."""
    return scope.read("board", lambda: standings.board(session, scope.region_code, scope.end))


def children(session: Session, scope: Scope) -> list[Scope]:
    """The next level down, in administrative order, reading from the books that are open already."""
    whole, before = claimed(session, scope), claimed_before(session, scope)
    seen = {"names": _names(session, scope), "board": board(session, scope)}
    return [
        replace(
            scope,
            region_code=child.code,
            seen=seen | {"claimed": _of(whole, child.code), "before": _of(before, child.code)},
        )
        for child in session.scalars(regions.children(scope.region_code))
    ]


def late(session: Session, scope: Scope) -> list[str]:
    """The counties without a report for this period: their last one before it is counted."""
    return [report.county_code for report in claimed(session, scope).reports if report.as_of < scope.start]


def without_ledger(session: Session, scope: Scope) -> list[str]:
    """The counties of which the ledger holds no home."""
    whole = claimed(session, scope)
    held = scope.read("held", lambda: rollups.held(session, scope.region_code))
    return sorted({*whole.silent, *(report.county_code for report in whole.reports)} - held)


def names(session: Session, scope: Scope, codes: Iterable[str]) -> list[str]:
    """What counties are called, with their city before them where the scope is the province."""
    known = _names(session, scope)
    wide = regions.level_of(scope.region_code) is Level.PROVINCE
    return [(known[f"{code[:4]}00"] if wide else "") + known[code] for code in sorted(codes)]


def _names(session: Session, scope: Scope) -> dict[str, str]:
    return scope.read("names", lambda: {one.code: one.name for one in session.scalars(select(Region))})


def _of(whole: Claimed, region_code: str) -> Claimed:
    """The part of it that the counties of one region report."""
    reports = [report for report in whole.reports if regions.contains(region_code, report.county_code)]
    return Claimed(
        listed=total([Quantity(report.listed, Measure.HOMES) for report in reports], Measure.HOMES),
        first=total([Quantity(report.first, Measure.HOMES) for report in reports], Measure.HOMES),
        transfer=total([Quantity(report.transfer, Measure.HOMES) for report in reports], Measure.HOMES),
        households=total(
            [Quantity(report.households, Measure.HOUSEHOLDS) for report in reports], Measure.HOUSEHOLDS
        ),
        reports=reports,
        silent=[code for code in whole.silent if regions.contains(region_code, code)],
    )
