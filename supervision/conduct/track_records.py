"""Track records: how a rule has done: what became of its flags, how often it was right, with its n (成效)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct import flags
from supervision.conduct.exact_shares import Share
from supervision.conduct.flag_steps import CLEARED, UPHELD
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.rejudging import Rejudgement, RejudgementStatus
from supervision.conduct.weighing import Reason
from supervision.office import regions
from supervision.office.people import Officer
from supervision.quantities import Measure


@dataclass(frozen=True)
class TrackRecord:
    """The flags of one rule by where they stand, the dismissed by reason, and what a second look found."""

    standing: Mapping[FlagStatus, int]
    reasons: Mapping[Reason, int]
    overturned: Share

    @property
    def raised(self) -> int:
        """Everything it ever found that a person has judged or still has to."""
        return sum(n for status, n in self.standing.items() if status is not FlagStatus.LAPSED)

    @property
    def precision(self) -> Share:
        """What was upheld or went to 案管, of all that was judged; merged and lapsed ones are not judged."""
        upheld = sum(self.standing.get(status, 0) for status in UPHELD)
        cleared = sum(self.standing.get(status, 0) for status in CLEARED)
        return Share(upheld, upheld + cleared, Measure.FLAGS)


def of(session: Session, officer: Officer, *, region_code: str | None = None) -> dict[str, TrackRecord]:
    """Each rule that ever found something, of the flags that the officer may see."""
    seen = flags.visible_to(officer).where(Flag.pattern.is_(False))
    if region_code:
        seen = seen.where(regions.within(Flag.region_code, region_code))
    seen_flags = seen.order_by(None).subquery()
    counted = session.execute(
        select(seen_flags.c.rule_code, seen_flags.c.status, seen_flags.c.reason, func.count()).group_by(
            seen_flags.c.rule_code, seen_flags.c.status, seen_flags.c.reason
        )
    ).all()
    again = session.execute(
        select(Rejudgement.rule_code, Rejudgement.status, func.count())
        .where(
            Rejudgement.flag_id.in_(select(seen_flags.c.id)),
            Rejudgement.status != RejudgementStatus.DRAWN,
        )
        .group_by(Rejudgement.rule_code, Rejudgement.status)
    ).all()
    return {
        code: _record(
            [(status, reason, n) for rule, status, reason, n in counted if rule == code],
            {status: n for rule, status, n in again if rule == code},
        )
        for code in sorted({row[0] for row in counted})
    }


def _record(
    counted: list[tuple[FlagStatus, Reason | None, int]], again: Mapping[RejudgementStatus, int]
) -> TrackRecord:
    standing: dict[FlagStatus, int] = {}
    reasons: dict[Reason, int] = {}
    for status, reason, n in counted:
        standing[status] = standing.get(status, 0) + n
        if status is FlagStatus.DISMISSED and reason:
            reasons[reason] = reasons.get(reason, 0) + n
    overturned = again.get(RejudgementStatus.OVERTURNED, 0)
    return TrackRecord(standing, reasons, Share(overturned, sum(again.values()), Measure.FLAGS))
