"""What those on a complaint's list do about the list: let in, let go, narrow, widen, send away, set apart."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, object_session

from supervision import clock
from supervision.conduct.accused import recognised
from supervision.conduct.apart_guards import accused_in, off_the_list
from supervision.conduct.complaint_guards import stepped_back
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.informant_words import keep_out
from supervision.conduct.need_to_know import MAY_BE_LET_IN, Admission, Narrowing, Recusal
from supervision.conduct.own_staff import StaffMatter
from supervision.conduct.passing_on import PassedOn
from supervision.conduct.words_grants import WordsGrant
from supervision.errors import Refused
from supervision.office import key_pairs
from supervision.office.people import Officer
from supervision.words import _


class KeptApart(PassedOn):
    """The part of a complaint that says who may know of it."""

    __abstract__ = True

    if TYPE_CHECKING:
        _informant: Any

    def read_words(self, *, by: Officer, because: str) -> str:
        """Every word as it came in, for a reason that stays in the history; one line each time."""
        _say(self, because)
        WORKFLOW.take(self, "read_words", by=by, note=because.strip())
        return "\n\n".join(part for part in (self.summary, self.text) if part)

    def share_words(self, session: Session, *, to: Officer, by: Officer, because: str) -> None:
        """Let one more officer on the list read every word (准予查看原文)."""
        _say(self, because)
        if reason := self.why_not_admitted(to):
            raise Refused(reason)
        if off_the_list(self, to):
            raise Refused(_("{name}不在本件的知情范围内。", name=to.name))
        WORKFLOW.take(self, "share_words", by=by, note=to.name)
        session.add(WordsGrant.of(to, to=self.id, by=by, because=because))
        session.flush()

    def admit(self, session: Session, *, to: Officer, by: Officer, because: str) -> None:
        """Put one more officer of this place on the list."""
        _say(self, because)
        if reason := self.why_not_admitted(to):
            raise Refused(reason)
        WORKFLOW.take(self, "admit", by=by, note=to.name)
        self._let_in(session, to, by=by, because=because)

    def why_not_admitted(self, officer: Officer) -> str | None:
        if officer.region_code != self.region_code or not officer.active or officer.is_unit:
            return _("知情范围只限本机关在用的工作账号。")
        if not officer.holds(*MAY_BE_LET_IN):
            return _("{posts}不得知悉信访举报内容。", posts=officer.posts_label)
        if stepped_back(self, officer):
            return _("{name}已声明回避。", name=officer.name)
        return accused_in(self, officer)

    def let_go(self, session: Session, *, officer: Officer, by: Officer, because: str) -> None:
        """Take somebody off who was put on by name; what was sealed to them is taken back."""
        _say(self, because)
        admitted = select(Admission.id).where(
            Admission.complaint_id == self.id, Admission.officer_id == officer.id
        )
        if session.scalar(admitted.limit(1)) is None:
            raise Refused(_("{name}不是按名列入知情范围的。", name=officer.name))
        WORKFLOW.take(self, "let_go", by=by, note=officer.name)
        self._put_out(session, officer)

    def narrow(self, session: Session, *, to: Iterable[Officer], by: Officer, because: str) -> None:
        """From now on only these know of it, with whoever says so, the receiver and the handler."""
        _say(self, because)
        kept = {one.id: one for one in (*to, by, *self._receivers())}
        for one in kept.values():
            if reason := self.why_not_admitted(one):
                raise Refused(reason)
        WORKFLOW.take(self, "narrow", by=by, note="、".join(one.name for one in kept.values()))
        session.add(Narrowing.of(self.id, by=by, because=because))
        for one in kept.values():
            self._let_in(session, one, by=by, because=because)

    def widen(self, session: Session, *, by: Officer, because: str) -> None:
        """Open it again to the posts that know of every complaint here."""
        _say(self, because)
        WORKFLOW.take(self, "widen", by=by)
        for one in session.scalars(
            select(Narrowing).where(Narrowing.complaint_id == self.id, Narrowing.ended_at.is_(None))
        ):
            one.ended_at = clock.machine_now()
        session.flush()

    def send_away(self, session: Session, *, officer: Officer, by: Officer, because: str) -> None:
        """Have somebody else step back (责令回避, 监察法 art 67)."""
        if officer.id == by.id:
            raise Refused(_("自己回避的，请用“声明回避”。"))
        if officer.region_code != self.region_code:
            raise Refused(_("只能责令本机关人员回避。"))
        recusal = Recusal.declare(
            by=by, of=officer, complaint_id=self.id, unit_id=self.accused_unit_id, because=because
        )
        WORKFLOW.take(self, "send_away", by=by, note=officer.name)
        session.add(recusal)
        self._put_out(session, officer)

    def set_apart(self, session: Session, *, accused: Iterable[Officer], by: Officer) -> None:
        """It accuses our own staff: they never learn of it, and it counts one level up only."""
        those = list(accused)
        if not those:
            raise Refused(_("请选定被反映的本机关人员。"))
        if any(one.id == by.id for one in those):
            raise Refused(_("反映本人的，须交其他人办理。"))
        WORKFLOW.take(self, "set_apart", by=by)
        self._hide_from(session, those)

    def knowing(self, session: Session) -> list[Officer]:
        """Everybody at work who may know of it, by post, as handler or by name."""
        here = select(Officer).where(
            Officer.region_code == self.region_code, Officer.active, Officer.batch.is_(False)
        )
        return [
            one
            for one in session.scalars(here.order_by(Officer.id))
            if not one.is_unit
            and one.holds(*MAY_BE_LET_IN)
            and not off_the_list(self, one)
            and not stepped_back(self, one)
        ]

    def hide_from_namesakes(self, session: Session) -> None:
        """Whoever of our own is called as somebody accused learns nothing, before anybody has looked."""
        named = {one.known_as for one in getattr(self, "accused", ())} - {None}
        if named:
            staff = session.scalars(select(Officer).where(Officer.region_code == self.region_code))
            self._hide_from(session, [one for one in staff if recognised(one.name) in named])

    def _hide_from(self, session: Session, officers: Iterable[Officer]) -> None:
        known = set(session.scalars(select(StaffMatter.known_as).where(StaffMatter.complaint_id == self.id)))
        for one in officers:
            matter = StaffMatter.about(self.id, one)
            if matter.known_as not in known:
                session.add(matter)
            self._put_out(session, one)

    def _put_out(self, session: Session, officer: Officer) -> None:
        """Off the list, out of the vault, and no handler any more."""
        session.execute(
            delete(Admission).where(Admission.complaint_id == self.id, Admission.officer_id == officer.id)
        )
        session.execute(
            delete(WordsGrant).where(WordsGrant.complaint_id == self.id, WordsGrant.officer_id == officer.id)
        )
        pair = key_pairs.of(session, officer)
        if self._informant and pair:
            self._informant.take_back(pair)
        if self.handler_id == officer.id:
            self.handler = None
        session.flush()

    def _let_in(self, session: Session, officer: Officer, *, by: Officer, because: str) -> None:
        there = select(Admission.id).where(
            Admission.complaint_id == self.id,
            Admission.officer_id == officer.id,
            Admission.until.is_(None),
        )
        if session.scalar(there) is None:
            session.add(Admission.of(officer, to=self.id, by=by, because=because))
            session.flush()

    def _receivers(self) -> list[Officer]:
        """Who registered it, where they may still know of it."""
        session = object_session(self)
        first = next((line.by for line in self.history if line.verb == "register"), None)
        return [first] if session and first and self.why_not_admitted(first) is None else []


def _say(complaint: Any, because: str) -> None:
    if not because.strip():
        raise Refused(_("请写明事由。"))
    keep_out(complaint, because)
