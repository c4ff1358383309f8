"""Checking an issued briefing again: its file, its frozen figures, and what a copy of it prints."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.briefings.briefing_steps import S
from supervision.briefings.briefings import Briefing
from supervision.briefings.frozen_figures import FrozenFigure, digest
from supervision.errors import Refused
from supervision.office.history import Event
from supervision.words import _

#: Reads the figures out of a Word file: bookmark → digits. Word itself is the business of `reports`.
Reader = Callable[[bytes], Mapping[str, str]]
#: What follows a figure's name in the bookmark where it is printed a second time.
AGAIN = "__"


@dataclass(frozen=True)
class Verdict:
    """Whether a briefing still says what was signed, and where it does not."""

    number: str
    reasons: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.reasons

    @property
    def because(self) -> str:
        return " ".join(self.reasons)


@dataclass(frozen=True)
class Altered:
    """One printed figure of a copy that is not what was signed; `now` is None where it was taken out."""

    figure: FrozenFigure
    signed: str
    now: str | None


def check(session: Session, briefing: Briefing, read: Reader | None = None) -> Verdict:
    """Recompute everything that signing fixed."""
    return Verdict(briefing.number, tuple(_reasons(session, briefing, read)))


def check_all(session: Session) -> Iterator[Verdict]:
    """`check`, for every briefing that was ever issued."""
    for briefing in session.scalars(
        select(Briefing).where(Briefing.status.in_((S.ISSUED, S.RECALLED))).order_by(Briefing.id)
    ):
        yield check(session, briefing)


def compare(briefing: Briefing, copy: bytes, read: Reader) -> list[Altered]:
    """Which figures of a copy are not as the signed file prints them; exactly those that were changed."""
    if briefing.file is None:
        raise Refused(_("尚未签发，没有可核对的定稿。"))
    now = read(copy)
    figures = {figure.name: figure for figure in briefing.figures}
    return [
        Altered(figures[name.split(AGAIN)[0]], signed, now.get(name))
        for name, signed in read(briefing.file.read()).items()
        if now.get(name) != signed and name.split(AGAIN)[0] in figures
    ]


def _reasons(session: Session, briefing: Briefing, read: Reader | None) -> Iterator[str]:
    if digest(briefing.figures) != briefing.figures_digest:
        yield _("冻结的数字与签发时的校验值不符。")
    head = session.scalar(select(Event.digest).where(Event.number == briefing.head_number))
    if head != briefing.head_digest:
        yield _("操作历史与签发时留存的链头不符。")
    if briefing.file is None:
        yield _("没有定稿文件。")
        return
    noted = session.scalars(
        select(Event.note).where(
            Event.kind == Briefing.__tablename__, Event.subject_id == briefing.id, Event.verb == "keep"
        )
    ).all()
    if not any(briefing.file.digest in note and briefing.figures_digest in note for note in noted):
        yield _("定稿文件的校验值与操作历史不符。")
    try:
        data = briefing.file.read()
    except Refused as refusal:
        yield str(refusal)
        return
    if read is None:
        return
    frozen = {figure.name: figure.digits for figure in briefing.figures}
    wrong = [name for name, text in read(data).items() if frozen.get(name.split(AGAIN)[0]) != text]
    if wrong:
        yield _("定稿中 {n} 个数字与冻结的数字不符。", n=len(wrong))
