"""A home's whole story: every line that a ledger ever said of it, by which file, and what each changed.

Who bought it, and who worked on it, is told only as changed or not: this page is no file on persons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery import homes
from supervision.delivery.homes import EARLIER_HOMES, Home
from supervision.delivery.snapshots import Snapshot, SnapshotStatus
from supervision.office import regions
from supervision.office.people import Officer

#: What is shown of a line, and what officers call it.
SHOWN = {
    "compound_number": "项目编号",
    "building": "楼栋",
    "room": "房号",
    "usage": "用途",
    "contract_on": "合同备案",
    "first_accepted_at": "首次登记受理",
    "first_booked_at": "首次登簿",
    "transfer_accepted_at": "转移登记受理",
    "transfer_booked_at": "转移登簿",
    "certified_on": "颁证日期",
    "tax_status": "完税状态",
    "deferral_basis": "缓缴依据",
    "recorded_at": "录入时间",
    "acceptance_no": "竣工验收文号",
    "restriction": "限制情形",
    "restricted_on": "限制起始",
    "released_on": "限制解除",
}
#: Told only as changed or not.
PERSONS = {
    "buyer": "权利人",
    "acceptor": "受理人",
    "reviewer": "审核人",
    "booker": "登簿人",
    "agent": "代办人",
}


@dataclass(frozen=True)
class Line:
    """What one ledger said of the home; `changed` names what differs from the line before it."""

    snapshot_id: int
    file: str
    sender: str
    accepted_at: datetime
    withdrawn: bool
    said: Mapping[str, str]
    changed: Sequence[str] = ()


@dataclass(frozen=True)
class Story:
    """One home of the officer's place, its lines oldest first."""

    home: Home
    lines: Sequence[Line] = field(default_factory=tuple)


def story(session: Session, officer: Officer, county_code: str, unit_code: str) -> Story | None:
    """None where there is no such home, or none within the officer's scope."""
    home = session.scalars(
        homes.visible_to(officer).where(Home.county_code == county_code, Home.unit_code == unit_code)
    ).one_or_none()
    if home is None:
        return None
    earlier = session.execute(
        select(EARLIER_HOMES)
        .where(EARLIER_HOMES.c.county_code == county_code, EARLIER_HOMES.c.unit_code == unit_code)
        .order_by(EARLIER_HOMES.c.changed_by)
    ).mappings()
    told: list[Mapping[str, Any]] = [dict(row) for row in earlier]
    told.append({column.name: getattr(home, column.name) for column in Home.__table__.columns})
    files = _files(session, {int(row["snapshot_id"]) for row in told})
    lines: list[Line] = []
    before: Mapping[str, Any] = {}
    for row in told:
        snapshot = files[int(row["snapshot_id"])]
        changed = [
            name for name in (*SHOWN, *PERSONS) if before and (before[name] or None) != (row[name] or None)
        ]
        lines.append(
            Line(
                snapshot_id=snapshot.id,
                file=snapshot.file.name,
                sender=regions.name_or(session, snapshot.sender),
                accepted_at=snapshot.accepted_at,
                withdrawn=snapshot.status is SnapshotStatus.WITHDRAWN,
                said={name: str(row[name]) for name in SHOWN if row[name] not in (None, "")},
                changed=changed,
            )
        )
        before = row
    return Story(home, tuple(lines))


def _files(session: Session, numbers: set[int]) -> Mapping[int, Snapshot]:
    return {one.id: one for one in session.scalars(select(Snapshot).where(Snapshot.id.in_(numbers)))}
