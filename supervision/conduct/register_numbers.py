"""Numbers of registers: a letter code, the place, the year, and a serial of that place (登记簿编号)."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.office.regions import Region

#: The series of complaints that name one of our own.
APART = "XB"


def next_number(session: Session, record: type[Any], code: str, region_code: str, year: int) -> str:
    """GW-140300-2026-0001; one place numbers at a time."""
    session.get(Region, region_code, with_for_update=True)
    start = f"{code}-{region_code}-{year}-"
    last = session.scalar(select(func.max(record.number)).where(record.number.startswith(start)))
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:04d}"
