"""What a briefing says of itself, read from its columns; nothing here changes it."""

from datetime import date
from typing import TYPE_CHECKING

from supervision.briefings.explanations import Explanation
from supervision.briefings.frozen_figures import FrozenFigure
from supervision.briefings.terms import Kind
from supervision.figures import Edition, Scope
from supervision.office.history import Event


class Readings:
    """The readings of a briefing."""

    if TYPE_CHECKING:
        kind: Kind
        edition: Edition
        region_code: str
        start: date
        end: date
        foreword: str
        points: str
        problems: str
        next_steps: str
        issue_year: int | None
        issue_no: int | None
        figures: list[FrozenFigure]
        explanations: list[Explanation]
        history: list[Event]

    @property
    def scope(self) -> Scope:
        return Scope(self.region_code, self.start, self.end, self.edition)

    def figure(self, code: str, region_code: str | None = None, part: str | None = None) -> FrozenFigure:
        """One of its numbers; of the whole region where no place is named."""
        asked = (code, region_code or self.region_code, part)
        return next(one for one in self.figures if (one.code, one.region_code, one.part) == asked)

    @property
    def text(self) -> str:
        """Everything in it that people wrote."""
        said = [one.answer for one in self.explanations if one.answer]
        return "\n".join([self.foreword, self.points, self.problems, self.next_steps, *said])

    @property
    def issue(self) -> str:
        """第12期; 草稿 until it is signed."""
        return f"第{self.issue_no}期" if self.issue_no else "草稿"

    @property
    def number(self) -> str:
        """140000-2022-周报-报送-12, as a command prints it."""
        edition = self.edition.chinese.replace("、", "")
        return f"{self.region_code}-{self.issue_year}-{self.kind.chinese}-{edition}-{self.issue_no}"

    def by_whom(self, *verbs: str) -> str:
        """Who took the last of these steps."""
        return next((line.by.name for line in reversed(self.history) if line.verb in verbs), "")
