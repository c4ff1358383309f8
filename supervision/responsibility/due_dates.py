"""When a commitment is due and how far it is, as it looks today: computed from what it says, never stored."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from supervision.office.files import StoredFile
from supervision.office.lamps import Lamp
from supervision.quantities import Measure, Quantity
from supervision.responsibility.commitment_steps import OPEN, WITH_UNIT, CommitmentStatus
from supervision.responsibility.evidence import ProgressEntry
from supervision.responsibility.extensions import Extension, ExtensionStatus

SOON = 7
SILENT = timedelta(days=30)


class Due:
    """The readings of a commitment. What lies with the office for closing is not late on the unit's side."""

    if TYPE_CHECKING:
        due_on: date | None
        extended_to: date | None
        issued_on: date | None
        acknowledge_due_on: date | None
        acknowledged_on: date | None
        target: int | None
        measure: Measure | None
        verified_amount: int | None
        status: CommitmentStatus
        entries: list[ProgressEntry]
        extensions: list[Extension]

    @property
    def deadline(self) -> date | None:
        """The date that counts: the extended one, else the first; None is 待核."""
        return self.extended_to or self.due_on

    def days_left(self, today: date) -> int | None:
        return (self.deadline - today).days if self.deadline else None

    def time_left(self, today: date) -> int | None:
        """The days left to the unit; None where no date is known, or it passed with the office at work."""
        left = self.days_left(today)
        return None if left is not None and left < 0 and not self.is_overdue(today) else left

    def is_overdue(self, today: date) -> bool:
        """`commitments.overdue`, of one record."""
        return self.status in WITH_UNIT and self.deadline is not None and self.deadline < today

    def lamp(self, today: date) -> Lamp | None:
        """Red: overdue. Yellow: within a week, or extension asked. Blue: taken on late, or silent."""
        left = self.days_left(today)
        if self.status not in OPEN:
            return None
        if left is None:
            return Lamp.UNKNOWN
        if self.is_overdue(today):
            return Lamp.RED
        if left <= SOON or self.pending_extension:
            return Lamp.YELLOW
        return Lamp.BLUE if self.taken_on_late(today) or self.silent(today) else None

    def taken_on_late(self, today: date) -> bool:
        """Whether its leader signed after TL33, or has still not signed."""
        if self.acknowledge_due_on is None:
            return False
        if self.acknowledged_on is not None:
            return self.acknowledged_on > self.acknowledge_due_on
        return self.status is CommitmentStatus.ISSUED and today > self.acknowledge_due_on

    def silent(self, today: date) -> bool:
        """Whether nobody said anything about it for 30 days while it lay with the unit."""
        last = max((one.as_of for one in self.stated), default=self.acknowledged_on or self.issued_on)
        return self.status in WITH_UNIT and last is not None and today - last > SILENT

    @property
    def stated(self) -> list[ProgressEntry]:
        """What the unit said and did not have to take back, oldest first."""
        return [entry for entry in self.entries if not entry.withdrawn]

    @property
    def claim(self) -> ProgressEntry | None:
        """The last entry with an amount."""
        return next((entry for entry in reversed(self.stated) if entry.amount is not None), None)

    @property
    def wanted(self) -> Quantity:
        """The target; a commitment without one (推行房证同交) counts as 项, unknown."""
        return Quantity(self.target, self.measure or Measure.ITEMS)

    @property
    def claimed(self) -> Quantity:
        return Quantity(self.claim.amount if self.claim else None, self.wanted.measure)

    @property
    def verified(self) -> Quantity:
        return Quantity(self.verified_amount, self.wanted.measure)

    @property
    def files(self) -> list[StoredFile]:
        """Everything the unit showed for it."""
        return [shown.file for entry in self.stated for shown in entry.evidence]

    @property
    def pending_extension(self) -> Extension | None:
        return next((one for one in self.extensions if one.status is ExtensionStatus.ASKED), None)

    @property
    def times_extended(self) -> int:
        return sum(one.status is ExtensionStatus.GRANTED for one in self.extensions)
