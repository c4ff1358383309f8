"""Makes records for tests the way officers do: by taking the real steps."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from supervision import clock
from supervision.delivery.compounds import Compound, Source
from supervision.delivery.progress import ProgressReport
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.office import credentials
from supervision.office.files import StoredFile
from supervision.office.people import Officer, Role
from supervision.office.units import Unit, UnitKind

PROVINCE, CITY, COUNTY, NEXT_COUNTY = "140000", "140300", "140302", "140303"
PASSWORD = "Shanxi-2022!"
_numbers = count(1)


def officer(
    session: Session,
    *roles: Role,
    name: str = "李娜",
    region_code: str = PROVINCE,
    unit: Unit | None = None,
) -> Officer:
    """An officer with these posts; an inspector of the province where nothing is said."""
    held: Iterable[Role] = roles or (Role.INSPECTOR,)
    made = Officer.appoint(
        login=f"officer{next(_numbers)}",
        name=name,
        roles=held,
        region_code=region_code,
        unit_id=unit.id if unit else None,
    )
    session.add(made)
    session.flush()
    return made


def unit(
    session: Session,
    name: str = "阳泉市自然资源局",
    *,
    region_code: str = CITY,
    kind: UnitKind = UnitKind.DEPARTMENT,
) -> Unit:
    made = Unit.enroll(
        region_code=region_code, name=name, kind=kind, duty="不动产登记相关职责", leader="演示甲"
    )
    session.add(made)
    session.flush()
    return made


def snapshot(
    session: Session,
    shape: Shape = Shape.TASK_LIST,
    *,
    region_code: str = CITY,
    by: Officer | None = None,
) -> Snapshot:
    """An accepted snapshot for rows that a test enters by hand."""
    kept = StoredFile.keep(session, name="样表.xlsx", data=f"sample {next(_numbers)}".encode())
    made = Snapshot(
        shape=shape,
        sheet="样表",
        region_code=region_code,
        sender="测试报送单位",
        as_of=clock.today(),
        accepted_at=clock.now(),
        rows_in=1,
        inserted=1,
        updated=0,
        unchanged=0,
        rejected=0,
        skipped=0,
        status=SnapshotStatus.ACCEPTED,
        file_id=kept.id,
        by_id=(by or officer(session)).id,
    )
    session.add(made)
    session.flush()
    return made


def compound(
    session: Session,
    number: str = "140302-0001",
    *,
    county_code: str = COUNTY,
    approved_homes: int | None = 100,
    included: bool | None = True,
    included_on: date | None = date(2021, 6, 2),
    source: Source | None = Source.SURVEY,
    approval_no: str | None = None,
    name: str = "演示小区",
    street: str | None = "演示街道",
) -> Compound:
    made = Compound(
        county_code=county_code,
        number=number,
        name=name,
        street=street,
        developer="虚构置业有限公司",
        approved_homes=approved_homes,
        included=included,
        included_on=included_on,
        source=source,
        approval_no=approval_no,
        snapshot_id=snapshot(session, region_code=county_code).id,
    )
    session.add(made)
    session.flush()
    return made


def progress(
    session: Session,
    county_code: str = COUNTY,
    *,
    listed: int | None = 400,
    first: int | None = 300,
    transfer: int | None = 200,
    households: int | None = 190,
    as_of: date | None = None,
    accepted: bool = False,
) -> ProgressReport:
    """A county's report; accepted by another officer if asked."""
    made = ProgressReport.submit(
        county_code=county_code,
        as_of=as_of or clock.today(),
        listed=listed,
        first=first,
        transfer=transfer,
        households=households,
    )
    session.add(made)
    session.flush()
    if accepted:
        made.accept(by=officer(session, Role.INSPECTOR, name="王强"))
    return made


def password(session: Session, officer: Officer, *, must_change: bool = False) -> str:
    """Give an officer the password that tests type; answers with it."""
    credentials.issue(session, officer, PASSWORD).must_change = must_change
    session.flush()
    return PASSWORD
