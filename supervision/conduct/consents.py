"""Consents: before a flag or a letter that touches an open clue goes to a unit, 案管 is asked (征求意见).

Whoever asks learns that 案管 must be asked, and yes or no: neither why, nor of which clue.
"""

from collections.abc import Mapping
from typing import Any, Self

from sqlalchemy import ForeignKey, Select, and_, false, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from supervision.conduct import clues
from supervision.conduct.clues import Clue
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, regions
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from supervision.office.workflow import Step, Workflow, taken_by
from supervision.words import _, listed


class ConsentStatus(Labelled):
    ASKED = "asked", "待案管答复"
    GIVEN = "given", "案管同意"
    REFUSED = "refused", "案管暂不同意"


S = ConsentStatus
ASKERS = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER)


def of_another_place(consent: Any, officer: Officer) -> str | None:
    return None if consent.region_code == officer.region_code else _("由所询的案管岗答复。")


WORKFLOW = Workflow(
    Step("ask", "征求案管意见", S.ASKED, S.ASKED, by=ASKERS),
    *(
        Step(
            "give",
            "同意送单位",
            at,
            S.GIVEN,
            by=(Role.CASES,),
            unless=(of_another_place, taken_by("ask", "征求案管意见")),
        )
        for at in (S.ASKED, S.REFUSED)
    ),
    *(
        Step("refuse", "暂不同意", at, S.REFUSED, by=(Role.CASES,), unless=(of_another_place,))
        for at in (S.ASKED, S.GIVEN)
    ),
)


class Consent(Record):
    """One question to the 案管 of one place about one paper to one unit, and its answer without a reason.

    It covers the clues that were there when it was given; one that came later is asked about anew.
    """

    __tablename__ = "consents"

    kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    covers: Mapped[int]
    status: Mapped[ConsentStatus]

    unit: Mapped[Unit] = relationship()

    def ask(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "ask", by=by)

    def give(self, *, by: Officer) -> None:
        """It may go to the unit."""
        WORKFLOW.take(self, "give", by=by)
        session = object_session(self)
        assert session
        self.covers = session.scalar(select(func.max(Clue.id))) or 0

    def refuse(self, *, by: Officer) -> None:
        """Not now; the answer may be changed as long as the paper lies here."""
        WORKFLOW.take(self, "refuse", by=by)

    @classmethod
    def asked(cls, session: Session, *, about: "Paper", region_code: str) -> Self:
        return cls(
            kind=about.kind,
            subject_id=about.subject_id,
            title=about.title,
            region_code=region_code,
            unit_id=about.unit.id,
            covers=0,
            status=S.ASKED,
        )


class Paper:
    """What is to go to a unit: a flag's 核实单, a 督办通知书."""

    def __init__(
        self,
        kind: str,
        subject_id: int,
        unit: Unit,
        *,
        title: str,
        county_code: str | None = None,
        compound_number: str | None = None,
    ) -> None:
        self.kind, self.subject_id, self.unit, self.title = kind, subject_id, unit, title
        self.county_code, self.compound_number = county_code, compound_number


def why_not(session: Session, paper: Paper) -> str | None:
    """Whose 案管 must still agree before it goes out, or None."""
    waiting = lacking(session, paper)
    if not waiting:
        return None
    names = listed(regions.full_name(session, code) for code in sorted(waiting))
    return _("送单位前，须先征得{place}案管岗同意。", place=names)


def lacking(session: Session, paper: Paper) -> set[str]:
    """The places that hold an open clue about its unit or its compound, and have not agreed."""
    given = {
        one.region_code: one.covers for one in _asked(session, paper) if one.status is ConsentStatus.GIVEN
    }
    return {place for place, newest in _touching(session, paper).items() if given.get(place, 0) < newest}


def ask(session: Session, paper: Paper, *, by: Officer) -> list[Consent]:
    """Put the question to every 案管 that has to agree and was not asked yet."""
    waiting = lacking(session, paper)
    if not waiting:
        raise Refused(_("本件无须征求案管意见。"))
    open_ones = {one.region_code for one in _asked(session, paper) if one.status is not ConsentStatus.GIVEN}
    made = []
    for place in sorted(waiting - open_ones):
        one = Consent.asked(session, about=paper, region_code=place)
        one.ask(by=by)
        session.add(one)
        made.append(one)
    if not made:
        raise Refused(_("已征求意见，请等待案管岗答复。"))
    session.flush()
    return made


def answers(session: Session, paper: Paper) -> list[Consent]:
    """What was asked about it, for whoever works on it: place and answer."""
    return _asked(session, paper)


def visible_to(officer: Officer) -> Select[Consent]:
    """The questions that this officer's 案管 has to answer, newest first."""
    found = select(Consent).order_by(Consent.id.desc())
    if officer.is_unit or not officer.holds(Role.CASES):
        return found.where(false())
    return found.where(Consent.region_code == officer.region_code)


def _asked(session: Session, paper: Paper) -> list[Consent]:
    found = select(Consent).where(
        Consent.kind == paper.kind,
        Consent.subject_id == paper.subject_id,
        Consent.unit_id == paper.unit.id,
    )
    return list(session.scalars(found.order_by(Consent.id)))


def _touching(session: Session, paper: Paper) -> Mapping[str, int]:
    about = Clue.accused_unit_id == paper.unit.id
    if paper.compound_number is not None:
        same = and_(Clue.county_code == paper.county_code, Clue.compound_number == paper.compound_number)
        about = or_(about, same)
    found = select(Clue.region_code, func.max(Clue.id)).where(clues.is_open(), about)
    return dict(session.execute(found.group_by(Clue.region_code)).all())


def traceable_by(officer: Officer) -> Select[int]:
    """Whether a matter touches an open clue is known to 案管, and to the auditor."""
    if not officer.holds(Role.AUDITOR):
        return visible_to(officer).order_by(None).with_only_columns(Consent.id)
    return select(Consent.id).where(regions.within(Consent.region_code, officer.region_code))


acts.keep_apart(Consent.__tablename__, traceable_by)
