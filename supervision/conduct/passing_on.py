"""Complaints that do not stay: forwarded down, referred with a receipt, kept as repeats (arts 14, 16)."""

from typing import Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from supervision import clock
from supervision.conduct import parts
from supervision.conduct.categories import Identity, Jurisdiction, Kind
from supervision.conduct.complaint_steps import OPEN, PASSED, WORKFLOW
from supervision.conduct.hand_offs import paper_number
from supervision.conduct.handling import Handled
from supervision.errors import Refused
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.office.time_limits import ACCEPTANCE_NOTICE, FORWARD_DOWN, OUT_OF_SCOPE, TimeLimit
from supervision.office.units import Unit
from supervision.words import _


class PassedOn(Handled):
    """Where it went, and the receipt that says it arrived; or the first one that it repeats."""

    __abstract__ = True

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    kind: Mapped[Kind]
    jurisdiction: Mapped[Jurisdiction]
    passed_to: Mapped[str | None]
    receipt_no: Mapped[str | None]
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("complaints.id"))
    accused_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))

    @declared_attr
    @classmethod
    def duplicate_of(cls) -> Mapped[Self | None]:
        return relationship(
            cls.__name__, foreign_keys=f"{cls.__name__}.duplicate_of_id", remote_side=f"{cls.__name__}.id"
        )

    @declared_attr
    @classmethod
    def accused_unit(cls) -> Mapped[Unit | None]:
        return relationship(foreign_keys=f"{cls.__name__}.accused_unit_id")

    @property
    def accused_units(self) -> list[Unit]:
        """The units of all those whom it names."""
        return [one.unit for one in getattr(self, "accused", ()) if one.unit]

    def forward_down(self, *, to: Region, by: Officer) -> None:
        """Pass it to the level that manages the accused (art 16)."""
        if to.code == self.region_code or not regions.contains(self.region_code, to.code):
            raise Refused(_("只能转送下级机关。"))
        WORKFLOW.take(self, "forward_down", by=by, note=to.full)
        self.passed_on, self.passed_to = clock.today(), to.full

    def refer_out(self, *, to: str, by: Officer) -> None:
        """Pass it to the unit whose business it is; never to the unit it speaks about (art 47)."""
        if not to.strip():
            raise Refused(_("请填写转往的单位。"))
        if any(unit and unit.name in to for unit in (self.accused_unit, *self.accused_units)):
            raise Refused(_("不得转给被反映的单位。"))
        WORKFLOW.take(self, "refer_out", by=by, note=to.strip())
        self.passed_to = to.strip()

    def enter_receipt(self, *, receipt_no: str, by: Officer) -> None:
        """Whoever it went to has it: until then it is not done with here."""
        number = paper_number(receipt_no)
        WORKFLOW.take(self, "enter_receipt", by=by, note=number)
        self.receipt_no = number

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done here: what was passed on is done with its receipt."""
        return self.status in OPEN or self.awaits_receipt

    @property
    def awaits_receipt(self) -> bool:
        return self.status in PASSED and self.receipt_no is None

    def link(self, *, to: Self, by: Officer) -> None:
        """Say that it repeats another; both stay what they are, and neither clock nor words are mixed."""
        first = to.duplicate_of or to
        if first is self or first.region_code != self.region_code:
            raise Refused(_("只能与本机关登记的信访件并为重复件。"))
        WORKFLOW.take(self, "link", by=by, note=first.number)
        self.duplicate_of = first
        self.limit_code = self.due_on = None
        parts.drop_clocks(self)

    def file_duplicate(self, *, by: Officer) -> None:
        """Keep a repeated complaint for reference (art 14)."""
        WORKFLOW.take(self, "file_duplicate", by=by)
        self.passed_on = clock.today()

    def unlink(self, session: Session, *, by: Officer) -> None:
        """It was none: it is as if it had never been taken for one, and its clock counts from its receipt."""
        WORKFLOW.take(self, "unlink", by=by)
        self.duplicate_of = self.passed_on = None
        limit = limit_for(
            jurisdiction=self.jurisdiction, kind=self.kind, identity=self.identity, duplicate=False
        )
        self.limit_code = limit.code if limit else None
        self.due_on = limit.due_on(session, self.received_on) if limit else None
        parts.start_clocks(session, self)


def limit_for(
    *, jurisdiction: Jurisdiction, kind: Kind, identity: Identity, duplicate: bool
) -> TimeLimit | None:
    """The clock that a complaint starts; None for an anonymous or repeated one of our own."""
    if jurisdiction is Jurisdiction.OUTSIDE or kind is Kind.OUTSIDE:
        return OUT_OF_SCOPE
    if jurisdiction is Jurisdiction.LOWER:
        return FORWARD_DOWN
    return ACCEPTANCE_NOTICE if identity is Identity.REAL_NAME and not duplicate else None
