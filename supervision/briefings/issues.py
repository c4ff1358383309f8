"""Issues: the briefings that went out."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from supervision.briefings.briefing_steps import S
from supervision.briefings.briefings import Briefing, visible_to
from supervision.briefings.explanations import Explanation
from supervision.office.people import Officer
from supervision.office.units import Unit


def last_issued(session: Session, briefing: Briefing) -> Briefing | None:
    """The issue before this one, of the same region, kind and edition."""
    return session.scalar(
        select(Briefing)
        .where(
            Briefing.kind == briefing.kind,
            Briefing.edition == briefing.edition,
            Briefing.region_code == briefing.region_code,
            Briefing.end < briefing.end,
            Briefing.status == S.ISSUED,
        )
        .order_by(Briefing.end.desc(), Briefing.id.desc())
        .limit(1)
    )


def naming(unit: Unit, *, officer: Officer) -> Select[Briefing]:
    """The issued briefings that name a unit for a shortfall, as far as this officer may see them."""
    named = select(Explanation.briefing_id).where(Explanation.unit_id == unit.id)
    return visible_to(officer).where(Briefing.id.in_(named), Briefing.status == S.ISSUED)
