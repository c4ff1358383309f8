"""What may leave of a complaint: each suggested mask is looked at by a person, who confirms the rest."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.widgets import empty, head, line, md_escape
from reports.documents import redacted_summary
from supervision.clock import OFFICE
from supervision.conduct import masks, redaction
from supervision.conduct.complaints import Complaint
from supervision.conduct.redaction import Redaction
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    found = redaction.current(session, complaint)
    with st.container(border=True, gap="xsmall"):
        with line():
            head(_("脱敏摘要"), _("离开信访岗的只有这一份；遮蔽由人确认"))
            st.space("stretch")
            if found:
                offer(
                    f"{complaint.number}{_('脱敏摘要')}.docx",
                    lambda _reason: redacted_summary.write(found).save(),
                    me=me,
                    key=f"redacted-{complaint.id}",
                    label=_("导出脱敏摘要"),
                    about=complaint,
                )
        if found:
            moment = f"{found.confirmed_at.astimezone(OFFICE):%Y-%m-%d %H:%M}"
            st.caption(
                md_escape(
                    _(
                        "{name} {moment} 确认，遮蔽 {n} 处",
                        name=found.confirmed_by.name,
                        moment=moment,
                        n=found.masks,
                    )
                )
            )
            st.text(found.words)
        else:
            empty(_("尚未确认：内容不能离开信访岗。"))
        if reason := redaction.why_not(complaint, me):
            empty(_("为何不能确认：{reason}", reason=reason))
        else:
            _confirm(complaint, me)


def _confirm(complaint: Complaint, me: Officer) -> None:
    key = f"redact-{complaint.id}"
    with st.expander(_("遮蔽并确认"), key=f"{key}-open"):
        whole = complaint.text != "" and st.segmented_control(
            _("对象"),
            [False, True],
            default=False,
            required=True,
            format_func=lambda one: _("全文") if one else _("摘要"),
            key=f"{key}-whole",
        )
        words = redaction.source(complaint, whole=bool(whole))
        found = redaction.suggested(complaint, whole=bool(whole))
        chosen = st.multiselect(
            _("建议遮蔽（点 × 保留不遮）"),
            list(range(len(found))),
            default=list(range(len(found))),
            format_func=lambda place: f"{found[place].kind.label}　{found[place].word(words)}",
            placeholder=_("已全部保留不遮") if found else _("没有发现须遮蔽的文字"),
            key=f"{key}-chosen-{bool(whole)}",
        )
        more = st.text_input(
            _("另须遮蔽的词（用空格隔开）"),
            max_chars=200,
            placeholder=_("只有本人才知道的细节，如具体日期、金额、同行人"),
            autocomplete="off",
            key=f"{key}-more",
        )
        taken = [found[place] for place in chosen]
        taken += [mask for word in more.split() for mask in masks.of_word(words, word)]
        st.text(masks.masked(words, taken))
        sure = st.checkbox(_("已通读：剩下的文字不能指向举报人"), key=f"{key}-sure")
        if st.button(_("确认脱敏摘要"), key=key, disabled=not sure):
            number, kept = complaint.id, bool(whole)
            act(
                lambda session, by: Redaction.confirm(
                    session, session.get_one(Complaint, number), taken, by=by, whole=kept
                ),
                me=me,
                done=_("已确认脱敏摘要"),
            )
