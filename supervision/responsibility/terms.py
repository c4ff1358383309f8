"""The terms of a commitment: what a unit promises, how much of it, and until when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office.units import Unit
from supervision.quantities import Measure
from supervision.words import _

MEASURES = (Measure.HOMES, Measure.HOUSEHOLDS, Measure.COMPOUNDS, Measure.CASES)


class Subject(Labelled):
    """What a commitment is about, as far as the registration ledger can speak to it."""

    FIRST = "first", "首次登记"
    TRANSFER = "transfer", "转移登记"
    CERTIFICATE = "certificate", "颁证"
    OTHER = "other", "其他"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A target and what it counts come together or not at all; a subject not named is guessed (待核)."""

    number: str
    unit: Unit
    title: str
    due_on: date | None
    target: int | None = None
    measure: Measure | None = None
    subject: Subject | None = None
    leader: str | None = None
    handler: str | None = None
    measures: str | None = None
    evidence_required: str | None = None

    def __post_init__(self) -> None:
        if not self.number.strip() or not self.title.strip():
            raise Refused(_("请填写编号和承诺事项。"))
        if (self.target is None) != (self.measure is None) or self.measure not in (None, *MEASURES):
            raise Refused(_("目标数量和计量单位（套、户、个项目、件）须一并填写，或都不填。"))
        if self.target is not None and self.target <= 0:
            raise Refused(_("目标数量须大于零。"))

    @property
    def columns(self) -> dict[str, Any]:
        """What the record keeps of them."""
        return {
            "number": self.number.strip(),
            "unit": self.unit,
            "unit_id": self.unit.id,
            "region_code": self.unit.region_code,
            "title": self.title.strip(),
            "subject": self.subject or guess(self.title),
            "subject_guessed": self.subject is None,
            "target": self.target,
            "measure": self.measure,
            "due_on": self.due_on,
            "leader": self.leader or self.unit.leader,
            "handler": self.handler,
            "measures": self.measures,
            "evidence_required": self.evidence_required,
        }


def guess(title: str) -> Subject:
    """What a title seems to be about: the one subject it names, else none that the ledger knows."""
    named = [subject for subject in Subject if subject is not Subject.OTHER and subject.chinese in title]
    return named[0] if len(named) == 1 else Subject.OTHER
