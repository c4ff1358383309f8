"""The fields of a unit's stamped paper, and of attached files, as several forms ask for them.

asked = paper_fields.ask(me, key="acknowledge-7")   # asks nothing of a unit's own account
act(lambda session, by: it.acknowledge(…, paper=asked.keep(session, by)), …)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from supervision import clock
from supervision.errors import Refused
from supervision.office.files import EVIDENCE, StoredFile
from supervision.office.people import Officer
from supervision.office.stamped_papers import StampedPaper
from supervision.words import _

TYPES = [ending.removeprefix(".") for ending in EVIDENCE]


@dataclass(frozen=True)
class Asked:
    """What was typed and chosen; nothing of it is stored until `keep`."""

    number: str = ""
    dated_on: date | None = None
    scan: Any = None

    def keep(self, session: Session, by: Officer) -> StampedPaper | None:
        """Store the scan and enter the paper; None for a unit's own account, which needs none."""
        if by.is_unit:
            return None
        if self.dated_on is None:
            raise Refused(_("请填写盖章文件的日期。"))
        scan = kept(session, [self.scan] if self.scan else [])
        if not scan:
            raise Refused(_("请选择盖章文件的扫描件。"))
        paper = StampedPaper.enter(number=self.number, dated_on=self.dated_on, scan=scan[0], by=by)
        session.add(paper)
        session.flush()
        return paper


def ask(me: Officer, *, key: str, what: str = "") -> Asked:
    """Number, date and scan of the paper (文号、日期、扫描件)."""
    if me.is_unit:
        return Asked()
    number = st.text_input(
        _("盖章文件文号（必填）"),
        key=f"{key}-paper-number",
        placeholder=what or _("例如：阳自然资函〔2022〕3号；没有的填“无文号”"),
        max_chars=60,
    )
    dated_on = st.date_input(
        _("文件日期（必填）"),
        value=None,
        max_value=clock.today(),
        format="YYYY-MM-DD",
        key=f"{key}-paper-date",
    )
    scan = st.file_uploader(_("扫描件（必填）"), type=TYPES, key=f"{key}-paper-scan")
    return Asked(number, dated_on, scan)


def kept(session: Session, files: Sequence[Any]) -> list[StoredFile]:
    """Store what was chosen in an uploader, as evidence."""
    return [StoredFile.keep_evidence(session, name=file.name, data=file.getvalue()) for file in files]


def files(label: str, *, key: str) -> list[Any]:
    """An uploader for several files."""
    chosen: list[Any] = st.file_uploader(label, type=TYPES, accept_multiple_files=True, key=f"{key}-files")
    return chosen
