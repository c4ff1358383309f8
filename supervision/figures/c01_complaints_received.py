"""C01: how many complaints came in, where there are enough of them to be told."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import own_staff
from supervision.conduct.complaint_counts import counts
from supervision.conduct.complaints import Complaint
from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    """As for paper, where nobody in particular is reading."""
    found = counts(session, scope.region_code, scope.start, scope.end)
    return Quantity(
        sum(n for category, n in found.items() if scope.part in (None, category.value)), Measure.CASES
    )


def again(session: Session, scope: Scope) -> Quantity:
    came = session.execute(
        select(Complaint.received_on, Complaint.category).where(
            regions.within(Complaint.region_code, scope.region_code),
            own_staff.counts_for(Complaint, scope.region_code),
        )
    )
    return Quantity(
        sum(
            scope.start <= day <= scope.end and scope.part in (None, category.value) for day, category in came
        ),
        Measure.CASES,
    )


FIGURE = Figure(
    code="C01",
    chinese="收到信访举报",
    unit=Measure.CASES,
    definition="期内登记的信访举报件数，含匿名，不论是否受理；反映本机关人员的只计入上一级；数出即定，迟登的计入以后；不足最小可列数（3件起）或者可由相减推得的不列出",
    source="信访举报登记台账",
    compute=compute,
    again=again,
    inward=True,
    delicate=True,
)
