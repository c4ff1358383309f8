"""Briefings, from draft to signature: figures frozen when drafted, words by people, issued once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.briefings.briefing_steps import READERS, WORKFLOW, BriefingStatus, S
from supervision.briefings.explanations import Explanation, shortfalls
from supervision.briefings.freezing import freeze
from supervision.briefings.frozen_figures import FrozenFigure, digest
from supervision.briefings.overdue_items import OverdueItem, overdue
from supervision.briefings.readings import Readings
from supervision.briefings.terms import Kind, recipients, skeleton
from supervision.conduct import wording
from supervision.errors import Refused
from supervision.figures import Edition, Scope
from supervision.office import history, installation, regions
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.people import Officer
from supervision.words import _

WORDS = ("foreword", "points", "problems", "next_steps", "sent_up", "sent_level", "sent_down")


class Briefing(Readings, Record):
    """What leaders read about one region and period, upwards or down. Everything it prints lies in it."""

    __tablename__ = "briefings"
    __table_args__ = (UniqueConstraint("region_code", "kind", "edition", "issue_year", "issue_no"),)

    kind: Mapped[Kind]
    edition: Mapped[Edition]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    region_name: Mapped[str]
    start: Mapped[date]
    end: Mapped[date]
    demo: Mapped[bool]
    frozen_at: Mapped[datetime]
    figures_digest: Mapped[str]
    foreword: Mapped[str]
    points: Mapped[str]
    problems: Mapped[str]
    next_steps: Mapped[str]
    sent_up: Mapped[str]
    sent_level: Mapped[str]
    sent_down: Mapped[str]
    copies: Mapped[int | None]
    issue_year: Mapped[int | None]
    issue_no: Mapped[int | None]
    issued_on: Mapped[date | None]
    signer: Mapped[str | None]
    head_number: Mapped[int | None]
    head_digest: Mapped[str | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    status: Mapped[BriefingStatus]

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    scan: Mapped[StoredFile | None] = relationship(foreign_keys=[scan_id])
    figures: Mapped[list[FrozenFigure]] = relationship(
        order_by=FrozenFigure.place, cascade="all, delete-orphan"
    )
    explanations: Mapped[list[Explanation]] = relationship(
        order_by=Explanation.place, cascade="all, delete-orphan"
    )
    overdue_items: Mapped[list[OverdueItem]] = relationship(
        order_by=OverdueItem.place, cascade="all, delete-orphan"
    )

    @classmethod
    def draft(
        cls, session: Session, *, kind: Kind, edition: Edition, scope: Scope, by: Officer, anew: bool = False
    ) -> Self:
        """Draft the briefing of a period, figures frozen as they stand now.

        Refused while one of the same region, kind, edition and period stands, unless it is drafted `anew`.
        """
        if scope.end < scope.start:
            raise Refused(_("起止日期颠倒。"))
        if not anew and standing(session, kind=kind, edition=edition, scope=scope):
            raise Refused(_("这一期已有草稿或已签发，请在原件上办理。"))
        drafted = cls(
            kind=kind,
            edition=edition,
            region_code=scope.region_code,
            region_name=regions.full_name(session, scope.region_code),
            start=scope.start,
            end=scope.end,
            demo=installation.current(session).demo,
            foreword="",
            points="",
            problems=skeleton(""),
            next_steps=skeleton(""),
            **recipients(edition, regions.level_of(scope.region_code)),
            status=S.DRAFT,
        )
        WORKFLOW.take(drafted, "draft", by=by)
        drafted._freeze(session)
        session.add(drafted)
        session.flush()
        return drafted

    def redraft(self, session: Session, *, by: Officer) -> None:
        """Take the figures anew, as they stand now; what people wrote stays."""
        WORKFLOW.take(self, "redraft", by=by)
        said = {(one.shortfall, one.region_code, one.who): one for one in self.explanations}
        self.figures.clear()
        self.explanations.clear()
        self.overdue_items.clear()
        session.flush()
        self._freeze(session)
        for one in self.explanations:
            before = said.get((one.shortfall, one.region_code, one.who))
            if before and before.answer:
                one.answer, one.paper, one.answered_on = before.answer, before.paper, before.answered_on

    def edit(self, *, by: Officer, copies: int | None = None, **words: str) -> None:
        """Say what the figures mean. The figures themselves stay."""
        if unknown := set(words) - set(WORDS):
            raise TypeError(f"no such words: {unknown}")
        for text in words.values():
            wording.require(text)
        WORKFLOW.take(self, "edit", by=by)
        for name, text in words.items():
            setattr(self, name, text.strip())
        if copies is not None:
            self.copies = copies

    def explain(self, explanation: Explanation, answer: str, *, paper: str, by: Officer) -> None:
        """Enter what a named unit says to its shortfall."""
        WORKFLOW.take(self, "explain", by=by, note=explanation.who)
        explanation.say(answer, paper=paper)

    def drop(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "drop", by=by)

    def check(self, *, by: Officer) -> None:
        """Somebody else has read it against the second look."""
        WORKFLOW.take(self, "check", by=by)

    def send_back(self, *, by: Officer, because: str) -> None:
        _require(because)
        WORKFLOW.take(self, "send_back", by=by, note=because.strip())

    def sign(self, session: Session, *, by: Officer, write: Callable[["Briefing"], bytes]) -> None:
        """Issue it under the leader's name: number, date, file, hash and the history's head are fixed."""
        WORKFLOW.take(self, "sign", by=by)
        self._issue(session, signer=by.name, day=clock.today(), by=by, write=write)

    def record_signature(
        self,
        session: Session,
        *,
        by: Officer,
        signer: str,
        signed_on: date,
        scan: StoredFile,
        write: Callable[["Briefing"], bytes],
    ) -> None:
        """Issue it as a leader signed it on paper: who, when, and the scan."""
        if not signer.strip():
            raise Refused(_("请填写签发人。"))
        if not self.end <= signed_on <= clock.today():
            raise Refused(_("签发日期应在统计期末之后，且不晚于今天。"))
        WORKFLOW.take(self, "record_signature", by=by, note=f"{signer.strip()}，{signed_on:%Y-%m-%d}")
        self.scan = scan
        self._issue(session, signer=signer.strip(), day=signed_on, by=by, write=write)

    def recall(self, *, by: Officer, because: str) -> None:
        """Take it back after it went out. It stays on the books, and its number is not given again."""
        _require(because)
        WORKFLOW.take(self, "recall", by=by, note=because.strip())

    def _freeze(self, session: Session) -> None:
        look = self.scope.at_one_look()
        self.frozen_at = clock.now()
        self.figures = freeze(session, look)
        self.explanations = shortfalls(session, look)
        self.overdue_items = overdue(session, look)
        self.figures_digest = digest(self.figures)

    def _issue(
        self, session: Session, *, signer: str, day: date, by: Officer, write: Callable[["Briefing"], bytes]
    ) -> None:
        session.flush()  # the line of this step now holds the chain, and with it the sequence of numbers
        self.signer, self.issued_on, self.issue_year = signer, day, day.year
        self.issue_no = 1 + (
            session.scalar(
                select(func.max(Briefing.issue_no)).where(
                    Briefing.region_code == self.region_code,
                    Briefing.kind == self.kind,
                    Briefing.edition == self.edition,
                    Briefing.issue_year == day.year,
                )
            )
            or 0
        )
        head = history.head(session)
        self.head_number, self.head_digest = head.number, head.digest
        self.file = StoredFile.keep(session, name=f"{self.number}.docx", data=write(self))
        history.note(
            session,
            kind=self.__tablename__,
            subject_id=self.id,
            verb="keep",
            by=by,
            note=f"{self.number}；SM3 {self.file.digest}；{self.figures_digest}",
        )


def standing(session: Session, *, kind: Kind, edition: Edition, scope: Scope) -> Briefing | None:
    """The briefing of exactly this region, kind, edition and period that was neither dropped nor recalled."""
    return session.scalar(
        select(Briefing)
        .where(
            Briefing.kind == kind,
            Briefing.edition == edition,
            Briefing.region_code == scope.region_code,
            Briefing.start == scope.start,
            Briefing.end == scope.end,
            Briefing.status.not_in((S.DROPPED, S.RECALLED)),
        )
        .limit(1)
    )


def visible_to(officer: Officer) -> Select[Briefing]:
    """The briefings of this officer's place, newest first; a unit sees what went down to its place."""
    found = select(Briefing).where(regions.within(Briefing.region_code, officer.region_code))
    if officer.is_unit:
        found = found.where(Briefing.edition == Edition.DOWN, Briefing.status == S.ISSUED)
    elif not officer.holds(*READERS):
        found = found.where(false())
    return found.order_by(Briefing.end.desc(), Briefing.region_code, Briefing.kind, Briefing.id.desc())


def _require(because: str) -> None:
    if not because.strip():
        raise Refused(_("请写明原因。"))
