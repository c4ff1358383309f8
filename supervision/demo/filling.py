"""Filling a demo home, by the office's own verbs."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import scans
from supervision.db import changing
from supervision.delivery.progress import ProgressReport
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.demo import cases, desk, homes, ledgers, papers, people, plan, promises, registers, sampling
from supervision.demo.plan import BUSINESS_DATE, County
from supervision.intake import ledgers as books
from supervision.intake.localities import Localities
from supervision.office import installation
from supervision.office.files import StoredFile
from supervision.office.people import Officer, by_login
from supervision.office.regions import Level, Region
from supervision.office.units import Unit

__all__ = ["BUSINESS_DATE", "fill"]


def fill(*, full: bool) -> dict[str, Any]:
    """Everything the demo has; with `full`, every one of the 3,088,000 homes instead of four counties'."""
    with changing() as session:
        batch = _batch(session)
        officers = people.appoint(session)
        everywhere = session.scalars(select(Region).order_by(Region.code)).all()
        counties = plan.counties([one.code for one in everywhere if one.level is Level.COUNTY])
        listed = _list(session, counties, officers)
        _report(session, counties, officers["taskforce"])
        clock.stand_on(plan.PROMISED_ON)
        units = promises.units(session, everywhere)
        promised = promises.commitments(
            session, units, counties, _snapshot(session, Shape.COMMITMENTS, batch), officers["inspector"]
        )
        promises.close(session, officers)
        clock.stand_on(BUSINESS_DATE)
        installation.current(session).unit_accounts = True
        people.open_unit_account(session, units[people.CITY][0])
        logins = {login: officer.id for login, officer in officers.items()}
    booked = 0
    for county in counties:
        if full or county.code in plan.SAMPLED:
            with changing() as session:
                booked += _book(session, county, session.get_one(Officer, batch.id))
    with changing() as session:
        scan = scans.evaluate(session, today=clock.today())
        raised = scan.raised
        again = {login: session.get_one(Officer, number) for login, number in logins.items()}
        units = _units(session)
        letters = cases.complaints(session, again, units)
        handed_in = desk.clues(session, letters, again)
        desk.handle(session, letters, again)
        desk.meddle(session, again)
        registers.fill(session, letters, again)
        cases.judge(session, again)
        sampled = sampling.samples(session, again, units)
        ordered = papers.orders(session, again)
        papers.briefings(session, again)
    return {
        "compounds": listed,
        "commitments": promised,
        "homes": booked,
        "flags": raised,
        "complaints": len(letters),
        "clues": handed_in,
        "orders": ordered,
        "samples": sampled,
    }


def _units(session: Session) -> dict[str, list[Unit]]:
    by_region: dict[str, list[Unit]] = {}
    for unit in session.scalars(select(Unit).order_by(Unit.id)):
        by_region.setdefault(unit.region_code, []).append(unit)
    return by_region


def _list(session: Session, counties: list[County], officers: dict[str, Officer]) -> int:
    """The lists; those of the sampled counties are frozen before somebody adds to one of them."""
    listed = 0
    for county in counties:
        snapshot = _snapshot(session, Shape.TASK_LIST, officers["inspector"], region_code=county.code)
        for compound in ledgers.compounds(county, snapshot_id=snapshot.id):
            session.add(compound)
            listed += 1
    session.flush()
    ledgers.freeze_lists(session, by=officers["leader"])
    return listed


def _report(session: Session, counties: list[County], by: Officer) -> None:
    """Every week's reports; those of the last eight weeks were checked, except the very last."""
    last = plan.WEEKS[-9:-1]
    reports: list[ProgressReport] = []
    for county in counties:
        reports += ledgers.reports(county)
    session.add_all(reports)
    session.flush()
    for report in reports:
        if report.as_of in last:
            report.accept(by=by)
    for report in reports:
        if report.as_of == BUSINESS_DATE and report.county_code[:4] not in plan.UNCHECKED:
            report.accept(by=by)
    session.flush()


def _book(session: Session, county: County, by: Officer) -> int:
    snapshot = _snapshot(session, Shape.LEDGER, by, region_code=county.code)
    taken = books.take_in(
        session,
        [homes.frame(county)],
        fields=homes.fields(),
        localities=Localities(session, by),
        snapshot_id=snapshot.id,
    )
    snapshot.rows_in = snapshot.inserted = taken.inserted
    return taken.inserted


def _batch(session: Session) -> Officer:
    batch = by_login(session, "batch")
    assert batch
    return batch


def _snapshot(session: Session, shape: Shape, by: Officer, *, region_code: str = "140000") -> Snapshot:
    name = f"演示数据-{shape.chinese}-{region_code}"
    made = Snapshot(
        shape=shape,
        sheet="演示数据",
        region_code=region_code,
        sender=region_code,
        as_of=BUSINESS_DATE,
        accepted_at=clock.now(),
        rows_in=0,
        inserted=0,
        updated=0,
        unchanged=0,
        rejected=0,
        skipped=0,
        status=SnapshotStatus.ACCEPTED,
        file_id=StoredFile.keep(session, name=f"{name}.txt", data=name.encode()).id,
        by_id=by.id,
    )
    session.add(made)
    session.flush()
    return made
