"""Workflows are tables: one line per arrow. Checks, buttons, history and diagrams follow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from supervision import clock
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office.history import Event, Record
from supervision.office.people import Officer, Role
from supervision.words import _, listed

Status = TypeVar("Status", bound=Labelled)
Guard = Callable[[Any, Officer], str | None]


@dataclass(frozen=True)
class Step(Generic[Status]):
    """One arrow: its verb, what officers call it, its two ends, who may take it, and what forbids it.

    Where that differs from record to record, `of` names those of `by` who may take it on this one.
    """

    verb: str
    chinese: str
    source: Status
    target: Status
    by: tuple[Role, ...]
    unless: tuple[Guard, ...] = ()
    of: Callable[[Any], tuple[Role, ...]] | None = None

    @property
    def label(self) -> str:
        return _(self.chinese)


class Workflow(Generic[Status]):
    """All the arrows of one kind of record."""

    def __init__(self, *steps: Step[Status]) -> None:
        self.steps = {(step.verb, step.source): step for step in steps}
        self._chinese = {step.verb: step.chinese for step in steps}

    @property
    def labels(self) -> dict[str, str]:
        """Each verb, and what officers call it."""
        return {verb: _(label) for verb, label in self._chinese.items()}

    def why_not(self, record: Record, verb: str, *, by: Officer) -> str | None:
        """The reason `by` may not take this step now, or None if they may."""
        step = self.steps.get((verb, record.status))
        if step is None:
            return _("当前状态为“{status}”，不能{step}。", status=record.status.label, step=self.labels[verb])
        posts = step.of(record) if step.of else step.by
        if not by.holds(*posts):
            return _("须由{posts}办理。", posts=listed(role.label for role in posts))
        return next((reason for forbids in step.unless if (reason := forbids(record, by))), None)

    def take(self, record: Record, verb: str, *, by: Officer, note: str = "") -> None:
        """Take one step and leave a line in the history, or refuse with the reason."""
        if reason := self.why_not(record, verb, by=by):
            raise Refused(reason)
        step = self.steps[verb, record.status]
        record.history.append(
            Event(
                kind=record.__tablename__,
                verb=verb,
                source=step.source,
                target=step.target,
                at=clock.now(),
                note=note,
                by=by,
                by_id=by.id,
            )
        )
        record.status = step.target

    def diagram(self) -> Iterator[str]:
        """The lines of a Mermaid state diagram, in Chinese."""
        yield "stateDiagram-v2"
        for step in self.steps.values():
            who = "、".join(role.chinese for role in step.by)
            yield f"    {step.source.chinese} --> {step.target.chinese}: {step.chinese}（{who}）"


def taken_by(verb: str, chinese: str) -> Guard:
    """Maker ≠ checker, decided per record: whoever took `verb` on it may not take this step as well."""

    def guard(record: Record, officer: Officer) -> str | None:
        own = any(line.verb == verb and line.by_id == officer.id for line in record.history)
        return _("本件由您{step}，须换人办理。", step=_(chinese)) if own else None

    return guard


def last_taken_by(chinese: str, *verbs: str) -> Guard:
    """Maker ≠ checker for what may go round twice: whoever took the last of these may not take this step."""

    def guard(record: Record, officer: Officer) -> str | None:
        last = next((line for line in reversed(record.history) if line.verb in verbs), None)
        own = last is not None and last.by_id == officer.id
        return _("本件由您{step}，须换人办理。", step=_(chinese)) if own else None

    return guard


def elsewhere(record: Any, officer: Officer) -> str | None:
    """Guard for records with a county or region: an officer acts in their own place only."""
    if officer.answers_for(record.region_code):
        return None
    return _("不在您的辖区内，须由所在地办理。")
