"""Re-judging: a second person looks again at a seeded random 5 % of what was dismissed (复判).

The seed of a week is written down before the week begins, so that nobody can choose what is drawn.
"""

import secrets
from datetime import date, datetime, timedelta
from math import ceil
from random import Random
from typing import Any

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import flags
from supervision.conduct.flag_steps import LISTED_JUDGES, judges_of, set_the_rule, unlisted
from supervision.conduct.flags import Flag, FlagStatus
from supervision.db import Row
from supervision.labels import Labelled
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow
from supervision.words import _

SHARE = 0.05
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class RejudgementStatus(Labelled):
    DRAWN = "drawn", "待复判"
    CONFIRMED = "confirmed", "复判维持"
    OVERTURNED = "overturned", "复判推翻"


S = RejudgementStatus


def who_dismissed(rejudgement: Any, officer: Officer) -> str | None:
    """Nobody looks again at what they dismissed themselves."""
    own = any(line.verb == "dismiss" and line.by_id == officer.id for line in rejudgement.flag.history)
    return _("该疑点由您排除，须由他人复判。") if own else None


def of_another_place(rejudgement: Any, officer: Officer) -> str | None:
    seen = officer.answers_for(rejudgement.flag.region_code)
    return None if seen else _("不在您的辖区内，须由所在地办理。")


def set_its_rule(rejudgement: Any, officer: Officer) -> str | None:
    return set_the_rule(rejudgement.flag, officer)


def not_on_the_list(rejudgement: Any, officer: Officer) -> str | None:
    return unlisted(rejudgement.flag, officer)


def who_may(rejudgement: Any) -> tuple[Role, ...]:
    return judges_of(rejudgement.flag)


_UNLESS = (of_another_place, not_on_the_list, who_dismissed, set_its_rule)
WORKFLOW = Workflow(
    Step("confirm", "复判维持", S.DRAWN, S.CONFIRMED, by=LISTED_JUDGES, of=who_may, unless=_UNLESS),
    Step("overturn", "复判推翻", S.DRAWN, S.OVERTURNED, by=LISTED_JUDGES, of=who_may, unless=_UNLESS),
)


class Draw(Row):
    """One week: its seed, written down before it begins, and when it was drawn from."""

    __tablename__ = "rejudgement_draws"

    week_from: Mapped[date] = mapped_column(unique=True)
    seed: Mapped[str]
    seeded_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]
    dismissed: Mapped[int | None]
    drawn: Mapped[int | None]


class Rejudgement(Record):
    """One dismissed flag that was drawn, and what the second person found."""

    __tablename__ = "rejudgements"
    __table_args__ = (UniqueConstraint("flag_id", "draw_id"),)

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), index=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("rejudgement_draws.id"))
    rule_code: Mapped[str] = mapped_column(index=True)
    opinion: Mapped[str | None]
    status: Mapped[RejudgementStatus]

    flag: Mapped[Flag] = relationship()
    draw: Mapped[Draw] = relationship()

    def confirm(self, *, by: Officer, because: str = "") -> None:
        """It was rightly dismissed."""
        WORKFLOW.take(self, "confirm", by=by, note=because.strip())
        self.opinion = because.strip() or None

    def overturn(self, *, by: Officer, because: str) -> None:
        """It should not have been dismissed: the flag is open again."""
        WORKFLOW.take(self, "overturn", by=by, note=because.strip())
        self.opinion = because.strip()
        if self.flag.status is FlagStatus.DISMISSED:
            self.flag.overturn(by=by, because=because)


def seed(session: Session, today: date) -> Draw:
    """Write down the seed of the week that comes, once; and of this one, for the rest of it, if it has none.

    So what is dismissed in the office's first days is drawn from as well, but for what came before the seed.
    """
    monday = today - timedelta(days=today.weekday())
    _seeded(session, monday)
    return _seeded(session, monday + WEEK)


def _seeded(session: Session, monday: date) -> Draw:
    found = session.scalars(select(Draw).where(Draw.week_from == monday)).first()
    if found is None:
        found = Draw(week_from=monday, seed=secrets.token_hex(16), seeded_at=clock.now())
        session.add(found)
        session.flush()
    return found


def draw(session: Session, today: date) -> list[Rejudgement]:
    """Draw from every week that is over and was seeded in time: 5 % of what was dismissed, one at least."""
    waiting = select(Draw).where(Draw.drawn_at.is_(None), Draw.week_from <= today - WEEK)
    drawn: list[Rejudgement] = []
    for week in session.scalars(waiting.order_by(Draw.week_from)).all():
        begin, end = clock.end_of(week.week_from - DAY), clock.end_of(week.week_from + WEEK - DAY)
        begin = max(begin, week.seeded_at)
        dismissed = session.scalars(
            select(Flag)
            .where(Flag.status == FlagStatus.DISMISSED, Flag.judged_at >= begin, Flag.judged_at < end)
            .order_by(Flag.id)
        ).all()
        chosen = Random(week.seed).sample(dismissed, ceil(SHARE * len(dismissed)))
        drawn += [
            Rejudgement(flag=flag, draw=week, rule_code=flag.rule_code, status=S.DRAWN) for flag in chosen
        ]
        week.drawn_at, week.dismissed, week.drawn = clock.now(), len(dismissed), len(chosen)
    session.add_all(drawn)
    session.flush()
    return drawn


def visible_to(officer: Officer) -> Select[Rejudgement]:
    """Those of the flags that the officer may see."""
    seen = flags.visible_to(officer).order_by(None).with_only_columns(Flag.id)
    return select(Rejudgement).where(Rejudgement.flag_id.in_(seen)).order_by(Rejudgement.id)
