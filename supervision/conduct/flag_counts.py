"""How many flags from records stood where at the end of a period, counted in the database and one by one."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.flags import Flag, FlagStatus
from supervision.office import history, regions
from supervision.office.history import Event
from supervision.office.scopes import Scope


def counted(session: Session, scope: Scope, among: Collection[FlagStatus]) -> int:
    """Raised by the end of the scope and then at one of these; none that stem from complaints."""
    if scope.end >= clock.today():
        found = select(func.count(Flag.id)).where(*_asked(scope), Flag.status.in_(among))
        return session.scalar(found) or 0
    until = clock.end_of(scope.end)
    stood = history.stood(Flag.__tablename__, scope.end)
    status = case(
        (and_(Flag.status == FlagStatus.LAPSED, Flag.lapsed_at < until), FlagStatus.LAPSED.value),
        else_=func.coalesce(stood.c.status, FlagStatus.OPEN.value),
    )
    found = (
        select(func.count(Flag.id))
        .outerjoin(stood, stood.c.subject_id == Flag.id)
        .where(*_asked(scope), Flag.raised_at < until, status.in_([str(one) for one in among]))
    )
    return session.scalar(found) or 0


def recounted(session: Session, scope: Scope, among: Collection[FlagStatus]) -> int:
    """The same, flag by flag and step by step."""
    until = clock.end_of(scope.end)
    taken = select(Event.subject_id, Event.target, Event.at).where(Event.kind == Flag.__tablename__)
    stood = {
        subject: FlagStatus(target)
        for subject, target, at in session.execute(taken.order_by(Event.number))
        if target and at < until
    }
    one_by_one = session.execute(
        select(Flag.id, Flag.status, Flag.raised_at, Flag.lapsed_at).where(*_asked(scope))
    )
    return sum(
        FlagStatus.LAPSED in among
        if status is FlagStatus.LAPSED and lapsed_at and lapsed_at < until
        else stood.get(number, FlagStatus.OPEN) in among
        for number, status, raised_at, lapsed_at in one_by_one
        if raised_at < until
    )


def later(session: Session, scope: Scope) -> int:
    """How many were raised after the end of the scope, and are not counted."""
    found = select(func.count(Flag.id)).where(
        *_asked(scope), Flag.raised_at >= clock.end_of(scope.end), Flag.status != FlagStatus.LAPSED
    )
    return session.scalar(found) or 0


def _asked(scope: Scope) -> list[ColumnElement[bool]]:
    asked = [
        regions.within(Flag.region_code, scope.region_code),
        Flag.derived_from_complaint.is_(False),
        Flag.pattern.is_(False),
    ]
    return [*asked, Flag.rule_code == scope.part] if scope.part else asked
