"""How many complaints accuse a unit, of those that an officer may open; nobody else is told a number."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision.conduct import accused
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.need_to_know import counted_for
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.words import _


def against(session: Session, unit: Unit, *, officer: Officer) -> int:
    """The complaints on this officer's lists that name the unit. Refused to units' accounts.

    Told to others from three up, a number that moves from day to day would give each new one away.
    """
    if not counted_for(officer):
        raise Refused(_("信访举报情况不向本账号提供。"))
    names_it = or_(Complaint.accused_unit_id == unit.id, Complaint.id.in_(accused.about_unit(unit.id)))
    seen = visible_to(officer).where(names_it).order_by(None).with_only_columns(Complaint.id).subquery()
    return session.scalar(select(func.count()).select_from(seen)) or 0
