"""What of the clues waits for an officer: which step of how many, and what 案管 is asked."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.waiting import Item, Kind, by_time, days_left, may
from supervision.conduct import clue_registering, clues, consents
from supervision.conduct.clue_steps import WORKFLOW, ClueStatus
from supervision.conduct.clues import Clue
from supervision.conduct.consents import Consent, ConsentStatus
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.words import _

S = ClueStatus
#: The step that leads on from each status.
NEXT = {
    S.RECEIVED: "register",
    S.REGISTERED: "propose_distribution",
    S.DISTRIBUTION_PROPOSED: "approve_distribution",
    S.DISTRIBUTED: "sign_for",
    S.SIGNED_FOR: "study",
    S.STUDIED: "propose",
    S.PROPOSED: "study_together",
    S.STUDIED_TOGETHER: "endorse",
    S.ENDORSED: "approve_disposal",
    S.TALKING: "conclude",
    S.VERIFYING: "conclude",
    S.CLOSING: "conclude",
    S.HELD: "review_hold",
    S.OUTCOME: "archive",
}


def steps_on_clues(session: Session, me: Officer, today: date) -> Iterator[Item]:
    """The clues that go no further before this very officer signs, one line a step."""
    found = session.scalars(clues.visible_to(me).where(Clue.status.in_(NEXT))).all()
    for status, verb in NEXT.items():
        mine = [one for one in found if one.status is status and may(WORKFLOW, one, verb, by=me)]
        if not mine:
            continue
        first = min(mine, key=lambda one: one.due_on or date.max)
        left = days_left(first.due_on, today)
        yield Item(
            lamp=by_time(left),
            kind=Kind.CLUE,
            text=_("问题线索 {n} 件，等您{step}", n=len(mine), step=WORKFLOW.labels[verb]),
            left=left,
            verb=WORKFLOW.labels[verb],
            page="conduct.clues",
            query={"clue": str(first.id)},
            mine=True,
        )


def for_the_cases_desk(session: Session, me: Officer) -> Iterator[Item]:
    """Flags handed over and questions asked, which only 案管 answers."""
    if not me.holds(Role.CASES):
        return
    handed = clue_registering.waiting(me).order_by(None).subquery()
    asked = consents.visible_to(me).where(Consent.status == ConsentStatus.ASKED).order_by(None).subquery()
    for found, sentence, verb in (
        (handed, _("转来的疑点 {n} 条，尚未登记为线索"), _("登记")),
        (asked, _("征求案管意见 {n} 件，尚未答复"), _("答复")),
    ):
        if number := session.scalar(select(func.count()).select_from(found)):
            yield Item(
                lamp=Lamp.BLUE,
                kind=Kind.CLUE,
                text=sentence.format(n=number),
                left=None,
                verb=verb,
                page="conduct.clues",
                mine=True,
            )
