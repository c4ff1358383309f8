"""How many complaints accuse a unit: true for those on their list, told to others only from three up."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.complaint_counts import Tally
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.need_to_know import counted_for
from supervision.errors import Refused
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.words import _


def against(session: Session, unit: Unit, *, officer: Officer) -> Tally:
    """The complaints received in this officer's place that name the unit. Refused to units' accounts."""
    if not counted_for(officer):
        raise Refused(_("信访举报情况不向本账号提供。"))
    accused = Complaint.accused_unit_id == unit.id
    seen = visible_to(officer).where(accused).order_by(None).with_only_columns(Complaint.id).subquery()
    known = session.scalar(select(func.count()).select_from(seen)) or 0
    here = regions.within(Complaint.region_code, officer.region_code)
    in_all = session.scalar(select(func.count(Complaint.id)).where(accused, here)) or 0
    return Tally(known, in_all - known)
