"""What waits in the registers: break-glass to be opened or looked at the next morning, lists to be seen."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.waiting import Item, Kind
from supervision.conduct import break_glass, readings
from supervision.conduct.break_glass import WORKFLOW, Opening, OpeningStatus
from supervision.conduct.readings import LookedList
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.words import _

STEPS = {OpeningStatus.ASKED: "open", OpeningStatus.OPENED: "review"}


def openings(session: Session, me: Officer) -> Iterator[Item]:
    """Only those on which this officer is the one to act."""
    waiting = break_glass.readable_by(me).where(Opening.status.in_(STEPS))
    for one in session.scalars(waiting):
        step = STEPS[one.status]
        if WORKFLOW.why_not(one, step, by=me) is None:
            yield Item(
                lamp=Lamp.RED if one.status is OpeningStatus.ASKED else Lamp.YELLOW,
                kind=Kind.COMPLAINT,
                text=_("应急查阅 {number}，{status}", number=one.number, status=one.status.label),
                left=None,
                verb=WORKFLOW.labels[step],
                page="conduct.registers",
                query={"register": "openings"},
                mine=True,
            )


def lists(session: Session, me: Officer) -> Iterator[Item]:
    """The weekly lists of who looked that nobody has seen yet."""
    unseen = readings.lists_for(me).where(LookedList.seen_at.is_(None)).order_by(None).subquery()
    number = session.scalar(select(func.count()).select_from(unseen)) or 0
    if number:
        yield Item(
            lamp=Lamp.BLUE,
            kind=Kind.COMPLAINT,
            text=_("查看情况表 {n} 份待审阅", n=number),
            left=None,
            verb=_("审阅"),
            page="conduct.registers",
            query={"register": "looked"},
            mine=True,
        )
