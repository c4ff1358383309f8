"""The forms of a supervision order's steps: what each asks for, and the verb that it ends in."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import language, paper_fields
from dashboard.confirming import confirm_password
from dashboard.step_forms import StepForms
from dashboard.widgets import md_escape
from reports.documents import supervision_order
from supervision import clock
from supervision.accountability import document_numbers, letters, orders
from supervision.accountability.letters import Letter
from supervision.accountability.orders import WORKFLOW, Order
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(Order, WORKFLOW, rare=frozenset({"discard", "record_signature", "send_back"}))


def bar(session: Session, order: Order, me: Officer) -> None:
    STEPS.bar(session, order, me)


def wording(key: str, suggested: Letter | Order | None) -> dict[str, str]:
    """The fields of the letter; requirements are typed one a line."""
    was = suggested
    return {
        "matter": st.text_input(
            _("督办事项（必填）"),
            was.matter if was else "",
            key=f"{key}-matter",
            placeholder=_("例如：补办规划核实手续未按期完成"),
            max_chars=200,
        ),
        "basis": st.text_input(
            _("依据（必填）"),
            was.basis if was else "",
            key=f"{key}-basis",
            placeholder=_("文件名称、文号或交办单编号"),
            max_chars=300,
        ),
        "facts": st.text_area(
            _("事实与数据（必填）"),
            was.facts if was else "",
            key=f"{key}-facts",
            placeholder=_("先写事实，数字带单位和截止日期"),
            height=140,
            max_chars=3000,
        ),
        "requirements": st.text_area(
            _("督办要求（必填，每行一条）"),
            "\n".join(was.requirements) if was else "",
            key=f"{key}-requirements",
            placeholder=_("每行一条"),
            height=110,
            max_chars=2000,
        ),
        "contact": st.text_input(
            _("联系人"),
            (was.contact or "") if was else "",
            key=f"{key}-contact",
            placeholder=_("姓名、电话"),
            max_chars=60,
        ),
    }


def letter(said: dict[str, str]) -> Letter:
    """What was typed, with its figures as they stand today; refused where something is missing."""
    return Letter(
        matter=said["matter"].strip(),
        basis=said["basis"].strip(),
        facts=said["facts"].strip(),
        as_of=clock.today(),
        requirements=letters.lines(said["requirements"]),
        contact=said["contact"].strip() or None,
    )


def _revise(_session: Session, order: Order, me: Officer) -> None:
    said = wording(STEPS.key("revise", order), order)
    STEPS.take("revise", order, me, lambda _s, it, by: it.revise(letter(said), by=by))


def _check(_session: Session, order: Order, me: Officer) -> None:
    st.caption(md_escape(_("请逐项核对事实、数据和截止日期。复核后文字不能再改，须退回方可修改。")))
    STEPS.take("check", order, me, lambda _s, it, by: it.check(by=by), primary=True)


def _sign(session: Session, order: Order, me: Officer) -> Callable[[], None]:
    """Number, receiver and clock are named before the password is asked."""
    year = clock.today().year
    number = document_numbers.written(
        document_numbers.prefix(session, order.office_code),
        year=year,
        sequence=orders.next_sequence(session, order.office_code, year),
    )
    unit, working = order.unit.name, "；".join(order.clock(session).lines)

    def dialog() -> None:
        language.follow()
        st.text(_("文号 {number}", number=number))
        st.text(_("受文单位 {unit}", unit=unit))
        st.text(_("签发后即编号、定稿并存档，不能再改。"))
        st.caption(md_escape(_("如今天送达：{working}", working=working)))
        asked = confirm_password(me, key=STEPS.key("sign", order))
        with st.container(horizontal=True, gap="small"):
            signed = STEPS.asked("sign", order, primary=True)
            if st.button(_("再看看"), key=f"{STEPS.key('sign', order)}-back"):
                st.rerun()
        if signed and asked.holds():
            STEPS.go("sign", order, me, lambda session, it, by: it.sign(session, by=by, write=_written))

    return dialog


def _record_signature(_session: Session, order: Order, me: Officer) -> None:
    key = STEPS.key("record_signature", order)
    signed_by = st.text_input(
        _("签发人（必填）"), key=f"{key}-signed-by", placeholder=_("姓名"), max_chars=40
    )
    asked = paper_fields.ask(me, key=key, what=_("签发稿没有文号的，填“无文号”"))

    def work(session: Session, it: Order, by: Officer) -> None:
        paper = asked.keep(session, by)
        if paper is None:
            raise Refused(_("请选择盖章文件的扫描件。"))
        it.record_signature(session, by=by, signed_by=signed_by, paper=paper, write=_written)

    STEPS.take("record_signature", order, me, work)


def _serve(session: Session, order: Order, me: Officer) -> None:
    key = STEPS.key("serve", order)
    receiver = st.text_input(_("签收人（必填）"), key=f"{key}-receiver", placeholder=_("姓名"), max_chars=40)
    on = st.date_input(
        _("送达日期（必填）"), clock.today(), max_value=clock.today(), format="YYYY-MM-DD", key=f"{key}-on"
    )
    scan = st.file_uploader(_("送达回证扫描件（必填）"), type=paper_fields.TYPES, key=f"{key}-scan")
    st.caption(md_escape("；".join(order.clock(session).lines)))

    def work(session: Session, it: Order, by: Officer) -> None:
        if scan is None:
            raise Refused(_("请选择送达回证的扫描件。"))
        (receipt,) = paper_fields.kept(session, [scan])
        it.serve(session, by=by, receiver=receiver, on=on, receipt=receipt)

    STEPS.take("serve", order, me, work)


def _reply(_session: Session, order: Order, me: Officer) -> None:
    said = STEPS.words("reply", order, _("回复内容（必填）"), _("办理情况、原因和整改措施"))
    asked = paper_fields.ask(me, key=STEPS.key("reply", order))
    STEPS.take(
        "reply",
        order,
        me,
        lambda session, it, by: it.reply(by=by, words=said, paper=asked.keep(session, by)),
    )


def _written(order: Order) -> bytes:
    return supervision_order.write(order).save()


STEPS.add(
    {
        "revise": _revise,
        "check": _check,
        "record_signature": _record_signature,
        "serve": _serve,
        "reply": _reply,
    }
)
STEPS.dialogs["sign"] = _sign
STEPS.worded(
    "accept_reply",
    "评价意见（必填）",
    "回复是否属实，问题是否解决",
    lambda it, by, said: it.accept_reply(by=by, because=said),
)
STEPS.worded(
    "reject_reply",
    "评价意见（必填）",
    "哪些没有解决，还要做什么",
    lambda it, by, said: it.reject_reply(by=by, because=said),
)
STEPS.worded(
    "send_back",
    "退回原因（必填）",
    "哪里需要修改",
    lambda it, by, said: it.send_back(by=by, because=said),
)
STEPS.worded(
    "discard", "作废原因（必填）", "例如：重复起草", lambda it, by, said: it.discard(by=by, because=said)
)
