"""Files that come with a complaint: chosen here, listed there, worked with as copies that tell nothing."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act, attempt
from dashboard.confirming import confirm_password
from dashboard.handing_out import offer
from dashboard.widgets import close, closing, empty, head, line, md_escape
from supervision.conduct import attachments
from supervision.conduct.attachments import MOST, Attachment
from supervision.conduct.categories import Identity
from supervision.conduct.complaints import Complaint
from supervision.office import exports
from supervision.office.people import Officer
from supervision.words import _


def chosen(key: str) -> list[tuple[str, bytes]]:
    """What is to be attached, by name."""
    files = st.file_uploader(
        _("附件（最多 {n} 个，单个不超过 40 MB）", n=MOST),
        accept_multiple_files=True,
        help=_("按内容识别；原件加密封存，办理用清除了元数据的副本。打印机暗记、笔迹、页面上的字清除不掉。"),
        key=f"{key}-files",
    )
    if len(files) > MOST:
        st.error(attachments.too_many(len(files)))
    return [(file.name, file.getvalue()) for file in files]


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    """Those of one complaint, for those on its list."""
    found = attachments.of(session, complaint)
    reason = attachments.why_not_attach(complaint, me)
    with st.container(border=True, gap="xsmall"):
        with line():
            head(_("附件"), _("{n} 个；原件封存，办理用副本", n=len(found)))
            st.space("stretch")
            if not reason:
                _add(complaint, me)
        if not found:
            empty(_("没有附件。"))
        for place, kept in enumerate(found, start=1):
            _one(session, complaint, kept, me, place)


def _add(complaint: Complaint, me: Officer) -> None:
    name = f"attach-{complaint.id}"
    with st.popover(_("添加附件"), key=closing(name)):
        files = chosen(closing(f"{name}-form"))
        if st.button(_("封存附件"), key=f"{name}-keep", disabled=not files):
            number = complaint.id

            def keep(session: Session, by: Officer) -> Sequence[Attachment]:
                return attachments.keep(session, session.get_one(Complaint, number), files, by=by)

            if attempt(keep, me=me) is not None:
                close(name)
                close(f"{name}-form")
                act(lambda _session, _by: None, me=me, done=_("已封存"))


def _one(session: Session, complaint: Complaint, kept: Attachment, me: Officer, place: int) -> None:
    out = f"{complaint.number}-{place:02d}.{kept.kind.endings[0]}"
    with line():
        st.text(kept.name(complaint), width="stretch")
        removed = _("已清除：{traces}", traces=kept.traces_label) if kept.traces else _("未见元数据")
        if not kept.copied:
            removed = _("元数据不能全部清除，没有工作副本：请另存为 PDF、DOCX 或图片后再传一份。")
        st.caption(
            md_escape(
                _(
                    "{kind}　{size} KB　{removed}",
                    kind=kept.kind.label,
                    size=kept.size // 1024 + 1,
                    removed=removed,
                )
            ),
            width="stretch",
        )
        if kept.copied:
            offer(
                out,
                lambda _reason: kept.copy(complaint),
                me=me,
                key=f"copy-{kept.id}",
                label=_("工作副本"),
                about=complaint,
            )
        _original(complaint, kept, me, _("原件") + out)


def _original(complaint: Complaint, kept: Attachment, me: Officer, name: str) -> None:
    """A reason, for anonymous ones an approval, and the password again."""
    key, reason = f"original-{kept.id}", attachments.why_not_original(complaint, me)
    with st.popover(_("打开原件"), disabled=bool(reason), help=reason, key=f"{key}-open"):
        if reason:
            return
        because = st.text_input(
            _("事由（必填）"), max_chars=100, placeholder=_("例如：核对签名页"), key=f"{key}-because"
        )
        anonymous = complaint.identity is Identity.ANONYMOUS
        approval = (
            st.text_input(
                _("批准文号（必填）"),
                max_chars=30,
                placeholder=_("设区的市级以上批准的文号"),
                key=f"{key}-approval",
            )
            if anonymous
            else ""
        )
        empty(_("每次打开都记入本件经过。") + (_("不得用于追查匿名举报人。") if anonymous else ""))
        asked = confirm_password(me, key=f"{key}-identity")
        if st.button(_("取原件"), key=f"{key}-make"):
            st.session_state.pop(f"{key}-token", None)
            if asked.holds():
                given = attempt(_handed(complaint.id, kept.id, name, because, approval), me=me)
                if given:
                    st.session_state[f"{key}-token"] = given[0]
        if token := st.session_state.get(f"{key}-token"):
            st.link_button(_("下载（限本人，10 分钟内一次有效）"), f"/export/{token}", key=f"{key}-link")


def _handed(
    number: int, kept: int, name: str, because: str, approval: str
) -> Callable[[Session, Officer], str]:
    """The original, through the door by which everything leaves."""

    def hand_out(session: Session, by: Officer) -> str:
        complaint = session.get_one(Complaint, number)
        data = session.get_one(Attachment, kept).original(
            session, complaint, by=by, because=because, approval_no=approval
        )
        return exports.hand_out(session, name=name, data=data, reason=because, to=by, about=complaint)

    return hand_out
