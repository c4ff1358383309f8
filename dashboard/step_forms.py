"""The steps of one record: a button for each, its form inside, and in full why the grey ones are grey."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import long_words, on_paper
from dashboard.change import act
from dashboard.widgets import empty
from supervision.office.history import Record
from supervision.office.people import Officer
from supervision.office.workflow import Workflow
from supervision.words import _

LONGEST = 1000
R = TypeVar("R", bound=Record)
Form = Callable[[Session, R, Officer], None]
Dialog = Callable[[Session, R, Officer], Callable[[], None]]
Work = Callable[[Session, R, Officer], object]


class StepForms(Generic[R]):
    """The forms of one kind of record, by verb and in the order of the buttons.

    What is `rare` is shown only to those who may do it: its reasons would crowd out the others. Words that
    are `sealed` are asked for only where the network may hold them.
    """

    def __init__(
        self,
        kind: type[R],
        workflow: Workflow[Any],
        *,
        rare: frozenset[str] = frozenset(),
        sealed: bool = False,
    ) -> None:
        self._kind, self._workflow, self._rare = kind, workflow, rare
        self._ask_words = on_paper.text_area if sealed else long_words.text_area
        self.forms: dict[str, Form[R]] = {}
        self.dialogs: dict[str, Dialog[R]] = {}
        self.wide: dict[str, Dialog[R]] = {}

    def key(self, verb: str, record: R) -> str:
        return f"{verb}-{record.__tablename__}-{record.id}"

    def bar(self, session: Session, record: R, me: Officer, *, hidden: frozenset[str] = frozenset()) -> None:
        """The steps that lead on from here; below them, why some may not be taken."""
        reasons: list[str] = []
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for verb in self.wide | self.forms | self.dialogs:
                if (verb, record.status) not in self._workflow.steps or verb in hidden:
                    continue
                label, reason = (
                    self._workflow.labels[verb],
                    self._workflow.why_not(record, verb, by=me),
                )
                if reason and verb in self._rare:
                    continue
                if verb in self.dialogs:
                    self._grave(verb, session, record, me, reason)
                elif verb in self.wide:
                    self._write(verb, session, record, me, reason)
                else:
                    self._ask(verb, session, record, me, reason)
                if reason:
                    reasons.append(_("为何不能{step}：{reason}", step=label, reason=reason))
        if reasons:
            empty("　".join(reasons))

    def _ask(self, verb: str, session: Session, record: R, me: Officer, reason: str | None) -> None:
        label, key = self._workflow.labels[verb], f"{self.key(verb, record)}-open"
        with st.popover(label, disabled=bool(reason), help=reason, key=key):
            if not reason:
                self.forms[verb](session, record, me)

    def _grave(self, verb: str, session: Session, record: R, me: Officer, reason: str | None) -> None:
        """What cannot be taken back asks in a dialog of its own, which reads nothing once it is open."""
        label, key = self._workflow.labels[verb], f"{self.key(verb, record)}-open"
        if st.button(label, key=key, disabled=bool(reason), help=reason, type="primary"):
            st.dialog(label)(self.dialogs[verb](session, record, me))()

    def _write(self, verb: str, session: Session, record: R, me: Officer, reason: str | None) -> None:
        """What takes long texts asks in a wide dialog, which reads nothing once it is open."""
        label, key = self._workflow.labels[verb], f"{self.key(verb, record)}-open"
        if st.button(label, key=key, disabled=bool(reason), help=reason):
            st.dialog(label, width="large")(self.wide[verb](session, record, me))()

    def take(self, verb: str, record: R, me: Officer, work: Work[R], *, primary: bool = False) -> None:
        """The button of a form; the record is fetched again inside the change."""
        if self.asked(verb, record, primary=primary):
            self.go(verb, record, me, work)

    def asked(self, verb: str, record: R, *, primary: bool = False) -> bool:
        return st.button(
            self._workflow.labels[verb],
            key=self.key(verb, record),
            type="primary" if primary else "secondary",
        )

    def go(self, verb: str, record: R, me: Officer, work: Work[R]) -> None:
        """Make the change and say that it is made."""
        kind, number = self._kind, record.id
        act(
            lambda session, by: work(session, session.get_one(kind, number), by),
            me=me,
            done=_("已{step}", step=self._workflow.labels[verb]),
        )

    def words(self, verb: str, record: R, label: str, placeholder: str) -> str:
        """A field for a few sentences."""
        return self._ask_words(
            label,
            key=f"{self.key(verb, record)}-words",
            most=LONGEST,
            placeholder=placeholder,
            height=68,
        )

    def worded(
        self, verb: str, label: str, placeholder: str, work: Callable[[R, Officer, str], object]
    ) -> None:
        """Add the form of a step that asks for words only."""

        def form(_session: Session, record: R, me: Officer) -> None:
            said = self.words(verb, record, _(label), _(placeholder))
            self.take(verb, record, me, lambda _s, it, by: work(it, by, said))

        self.forms[verb] = form

    def add(self, forms: Mapping[str, Form[R]]) -> None:
        self.forms |= forms
