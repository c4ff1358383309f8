"""The forms of a commitment's steps: what each asks for, and the verb that it ends in."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard import paper_fields
from dashboard.step_forms import StepForms
from dashboard.widgets import md_escape
from reports.documents import task_assignment
from supervision import clock
from supervision.office import time_limits
from supervision.office.people import Officer
from supervision.responsibility.assignments import Assignment
from supervision.responsibility.commitment_steps import CONFIDENTIAL
from supervision.responsibility.commitments import WORKFLOW, Commitment, CommitmentStatus
from supervision.responsibility.evidence import ProgressEntry
from supervision.words import _

RARE = (CONFIDENTIAL - {"look_back"}) | {
    "withdraw",
    "supply_date",
    "attach",
    "grant_extension",
    "deny_extension",
}
STEPS = StepForms(Commitment, WORKFLOW, rare=RARE)


def bar(session: Session, commitment: Commitment, me: Officer) -> None:
    """The action bar; a unit's account does not even see the steps that may come from a complaint."""
    STEPS.bar(session, commitment, me, hidden=CONFIDENTIAL if me.is_unit else frozenset())


def _issue(session: Session, commitment: Commitment, me: Officer) -> None:
    deadline = time_limits.ACKNOWLEDGE.due(session, clock.today())
    st.caption(md_escape("；".join(deadline.lines)))
    others = session.scalars(
        select(Commitment.id).where(
            Commitment.unit_id == commitment.unit_id,
            Commitment.status == CommitmentStatus.DRAFT,
            Commitment.id != commitment.id,
        )
    ).all()
    together = bool(others) and st.checkbox(
        _("同一交办单一并交办该单位其余 {n} 项草稿", n=len(others)),
        key=f"{STEPS.key('issue', commitment)}-all",
    )
    numbers = [commitment.id, *(others if together else ())]

    def work(session: Session, _it: Commitment, by: Officer) -> None:
        drafts = [session.get_one(Commitment, number) for number in numbers]
        Assignment.issue(session, drafts, by=by, write=lambda it: task_assignment.write(it).save())

    STEPS.take("issue", commitment, me, work, primary=True)


def _acknowledge(_session: Session, commitment: Commitment, me: Officer) -> None:
    key = STEPS.key("acknowledge", commitment)
    leader = st.text_input(
        _("认领的责任领导（必填）"), commitment.leader or "", key=f"{key}-leader", placeholder=_("姓名")
    )
    asked = paper_fields.ask(me, key=key)
    STEPS.take(
        "acknowledge",
        commitment,
        me,
        lambda session, it, by: it.acknowledge(by=by, leader=leader, paper=asked.keep(session, by)),
    )


def _say(verb: str) -> Callable[[Session, Commitment, Officer], None]:
    """The form of progress and of a close request: amount, day, words, files, paper."""

    def form(_session: Session, commitment: Commitment, me: Officer) -> None:
        key, amount = STEPS.key(verb, commitment), None
        if commitment.target is not None:
            amount = st.number_input(
                _("累计完成（{unit}）（必填）", unit=commitment.wanted.measure.label),
                min_value=0,
                value=None,
                step=1,
                key=f"{key}-amount",
                placeholder=_("自开始以来的累计数"),
            )
        as_of = st.date_input(
            _("统计截至"), clock.today(), max_value=clock.today(), format="YYYY-MM-DD", key=f"{key}-as-of"
        )
        words = st.text_area(
            _("情况说明"), key=f"{key}-words", placeholder=_("做了什么，还差什么"), height=68, max_chars=1000
        )
        chosen = paper_fields.files(_("佐证材料"), key=key)
        asked = paper_fields.ask(me, key=key)

        def work(session: Session, it: Commitment, by: Officer) -> None:
            entry = ProgressEntry.say(
                amount=amount,
                as_of=as_of,
                text=words,
                files=paper_fields.kept(session, chosen),
                by=by,
                paper=asked.keep(session, by),
            )
            (it.report if verb == "report" else it.request_close)(entry, by=by)

        STEPS.take(verb, commitment, me, work)

    return form


def _attach(_session: Session, commitment: Commitment, me: Officer) -> None:
    key = STEPS.key("attach", commitment)
    chosen = paper_fields.files(_("佐证材料（必填）"), key=key)
    asked = paper_fields.ask(me, key=key)

    def work(session: Session, it: Commitment, by: Officer) -> None:
        entry = ProgressEntry.say(
            amount=None,
            as_of=clock.today(),
            text=None,
            files=paper_fields.kept(session, chosen),
            by=by,
            paper=asked.keep(session, by),
        )
        it.attach(entry, by=by)

    STEPS.take("attach", commitment, me, work)


def _verify(_session: Session, commitment: Commitment, me: Officer) -> None:
    key, amount = STEPS.key("verify", commitment), None
    if commitment.target is not None:
        st.caption(md_escape(_("目标 {target}，申报 {n}", target=commitment.wanted, n=commitment.claimed)))
        amount = st.number_input(
            _("核实数（{unit}）（必填）", unit=commitment.wanted.measure.label),
            min_value=0,
            value=None,
            step=1,
            key=f"{key}-amount",
            placeholder=_("按佐证逐项核对后的数"),
        )
    finding = STEPS.words("verify", commitment, _("核实情况（必填）"), _("核对了哪些材料，结果如何"))
    STEPS.take("verify", commitment, me, lambda _s, it, by: it.verify(by=by, amount=amount, finding=finding))


def _close(_session: Session, commitment: Commitment, me: Officer) -> None:
    st.caption(md_escape(_("目标 {target}，核实 {n}", target=commitment.wanted, n=commitment.verified)))
    STEPS.take("close", commitment, me, lambda _s, it, by: it.close(by=by), primary=True)


def _ask_extension(_session: Session, commitment: Commitment, me: Officer) -> None:
    until = _later("ask_extension", commitment)
    because = STEPS.words(
        "ask_extension", commitment, _("延期原因（必填）"), _("为何不能按期，采取了什么措施")
    )
    asked = paper_fields.ask(me, key=STEPS.key("ask_extension", commitment))
    STEPS.take(
        "ask_extension",
        commitment,
        me,
        lambda session, it, by: it.ask_extension(
            by=by, until=until, because=because, paper=asked.keep(session, by)
        ),
    )


def _grant_extension(_session: Session, commitment: Commitment, me: Officer) -> None:
    if asked := commitment.pending_extension:
        st.text(_("申请延至 {day}：{why}", day=f"{asked.until:%Y-%m-%d}", why=asked.because))
    STEPS.take("grant_extension", commitment, me, lambda _s, it, by: it.grant_extension(by=by))


def _reopen(_session: Session, commitment: Commitment, me: Officer) -> None:
    until = _later("reopen", commitment)
    because = STEPS.words("reopen", commitment, _("原因（必填）"), _("回头看发现了什么"))
    STEPS.take("reopen", commitment, me, lambda _s, it, by: it.reopen(by=by, because=because, until=until))


def _supply_date(_session: Session, commitment: Commitment, me: Officer) -> None:
    due_on = st.date_input(
        _("首次完成时限（必填）"),
        clock.today(),
        format="YYYY-MM-DD",
        key=f"{STEPS.key('supply_date', commitment)}-due-on",
    )
    because = STEPS.words("supply_date", commitment, _("依据（必填）"), _("载明时限的文件名称、文号"))
    STEPS.take(
        "supply_date", commitment, me, lambda _s, it, by: it.supply_date(due_on, by=by, because=because)
    )


def _later(verb: str, commitment: Commitment) -> date:
    tomorrow = clock.today() + timedelta(days=1)
    return st.date_input(
        _("新时限（必填）"),
        max(tomorrow, commitment.deadline or tomorrow),
        min_value=tomorrow,
        format="YYYY-MM-DD",
        key=f"{STEPS.key(verb, commitment)}-until",
    )


STEPS.add(
    {
        "issue": _issue,
        "acknowledge": _acknowledge,
        "report": _say("report"),
        "attach": _attach,
        "request_close": _say("request_close"),
        "verify": _verify,
        "close": _close,
    }
)
STEPS.worded(
    "send_back", "退回原因（必填）", "缺什么，补什么", lambda it, by, said: it.send_back(by=by, because=said)
)
STEPS.add({"ask_extension": _ask_extension, "grant_extension": _grant_extension})
STEPS.worded(
    "deny_extension",
    "理由（必填）",
    "为何不批准",
    lambda it, by, said: it.deny_extension(by=by, because=said),
)
STEPS.add({"supply_date": _supply_date, "reopen": _reopen})
STEPS.worded(
    "look_back",
    "回头看情况（必填）",
    "抽查了哪些，是否仍然成立",
    lambda it, by, said: it.look_back(by=by, finding=said),
)
STEPS.worded(
    "hold", "暂缓原因（必填）", "哪项疑点尚未了结", lambda it, by, said: it.hold(by=by, because=said)
)
STEPS.worded(
    "release", "解除原因（必填）", "疑点如何了结", lambda it, by, said: it.release(by=by, because=said)
)
STEPS.worded(
    "withdraw", "撤回原因（必填）", "例如：误录", lambda it, by, said: it.withdraw(by=by, because=said)
)
