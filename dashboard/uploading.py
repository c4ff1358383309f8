"""Workbooks handed in: whose they are, several at once, and a dry run before anything is written."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.change import attempt
from dashboard.scoping import look_at
from dashboard.widgets import empty
from supervision.intake import background, senders
from supervision.intake.imports import Import
from supervision.intake.senders import Sender
from supervision.office.people import Officer
from supervision.words import _

TIMES = "imports-uploads"


def offer(session: Session, me: Officer) -> None:
    """The sender, the files, and the button that reads them."""
    known = {one.name: one for one in senders.among(session, me)}
    times = st.session_state.get(TIMES, 0)
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([1, 2.4], gap="medium")
        name = left.selectbox(
            _("报送单位"),
            list(known),
            key="imports-sender",
            help=_("表内只收该地区的数据；更正过的列名按报送单位记住。"),
        )
        files = right.file_uploader(
            _("工作簿（可一次多个，单个不超过 40 MB）"),
            accept_multiple_files=True,
            key=f"{TIMES}-{times}",
            help=_(".xlsx、.xls、.csv（UTF-8 或 GB18030）；按内容识别，不看扩展名。不收带宏或加密的文件。"),
        )
        with left:
            if st.button(
                _("试读"),
                key="imports-read",
                type="primary" if files else "secondary",
                icon=":material/upload_file:",
                disabled=not files,
                width="stretch",
            ):
                _read(known[name], files, me)
            empty(_("试读不写入任何数据，确认入库后才写入。"))


def _read(sender: Sender, files: Sequence[UploadedFile], me: Officer) -> None:
    """Keep the originals, begin to read them, and show the first."""

    def begin(session: Session, by: Officer) -> list[int]:
        return [
            Import.begin(session, name=file.name, data=file.getvalue(), by=by, sender=sender).id
            for file in files
        ]

    begun = attempt(begin, me=me)
    if begun:
        background.rehearse(begun[0], by_id=me.id)
        st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
        look_at(**{"import": str(begun[0][0])})
        st.rerun()
