"""Taking a file out: reason, password again, then a link that works once.

offer(_("疑点清单") + ".xlsx", lambda reason: workbook(…, officer=me, reason=reason), me=me, key="flags")
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from dashboard import tables
from dashboard.change import attempt
from dashboard.confirming import confirm_password
from dashboard.sheets_out import workbook
from dashboard.widgets import md_escape
from supervision import clock
from supervision.office import exports
from supervision.office.history import Record
from supervision.office.people import Officer
from supervision.words import _


def offer(
    name: str,
    make_bytes: Callable[[str], bytes],
    *,
    me: Officer,
    key: str,
    label: str = "",
    about: Record | None = None,
) -> None:
    """A small panel that hands out one file.

    `make_bytes` is given the reason, and is called only when the password was right. The panel is
    called 导出 unless `label` says otherwise; `name` ends with .xlsx or .docx. A file about one record that
    not everybody may know of says so.
    """
    with st.popover(md_escape(label or _("导出")), icon=":material/download:"):
        st.text(name)
        reason = st.text_input(
            _("导出事由（必填）"),
            key=f"{key}-reason",
            max_chars=100,
            placeholder=_("例如：向分管领导汇报"),
        )
        asked = confirm_password(me, key=f"{key}-export")
        if st.button(_("生成文件"), key=f"{key}-make"):
            st.session_state.pop(f"{key}-token", None)
            if not reason.strip():
                st.error(_("请写明导出事由。"))
            elif asked.holds():
                _hand_out(name, make_bytes, reason, me=me, key=key, about=about)
        if token := st.session_state.get(f"{key}-token"):
            st.link_button(_("下载（限本人，10 分钟内一次有效）"), f"/export/{token}", key=f"{key}-link")


def offer_list(
    title: str,
    columns: Mapping[str, Any],
    rows: Callable[[], Iterable[Mapping[str, object]]],
    *,
    me: Officer,
    key: str,
) -> None:
    """`offer`, for a list as its table shows it; `rows` is asked only when the file is made."""
    offer(
        f"{title}_{clock.today():%Y%m%d}.xlsx",
        lambda reason: workbook(title, tables.headings(columns), rows(), officer=me, reason=reason),
        me=me,
        key=key,
    )


def _hand_out(
    name: str,
    make_bytes: Callable[[str], bytes],
    reason: str,
    *,
    me: Officer,
    key: str,
    about: Record | None,
) -> None:
    data = make_bytes(reason.strip())
    given = attempt(
        lambda session, by: exports.hand_out(
            session, name=name, data=data, reason=reason, to=by, about=about
        ),
        me=me,
    )
    if given:
        st.session_state[f"{key}-token"] = given[0]
