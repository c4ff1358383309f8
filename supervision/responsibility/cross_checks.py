"""Cross-checks: what a unit claims for a commitment beside what the ledger shows (申报与核对)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision.delivery import campaigns, rollups
from supervision.delivery.rollups import Ledger
from supervision.office.lamps import Lamp
from supervision.quantities import Measure, Quantity
from supervision.responsibility.commitments import Commitment
from supervision.responsibility.terms import Subject


@dataclass(frozen=True)
class CrossCheck:
    """Claimed and ledger-verified, in 套, at one day; the ledger counts the unit's whole place."""

    as_of: date
    claimed: Quantity
    verified: Quantity

    @property
    def difference(self) -> Quantity:
        return self.claimed - self.verified

    @property
    def lamp(self) -> Lamp | None:
        """Red where the claim stands above the ledger by more than the campaign tolerates."""
        over, verified = self.difference.amount, self.verified.amount
        if over is None or verified is None:
            return Lamp.UNKNOWN
        return Lamp.RED if over > campaigns.TOLERANCE.allowed(int(verified)) else None


def of(session: Session, commitment: Commitment) -> CrossCheck | None:
    """None where the ledger has nothing to say about it: another subject, another unit than 套, no claim."""
    return each(session, [commitment]).get(commitment.id)


def each(session: Session, found: Iterable[Commitment]) -> dict[int, CrossCheck]:
    """`of`, for a list, by the number of the record; each place and day of the ledger is counted once."""
    ledgers: dict[tuple[str, date], Ledger] = {}
    checks: dict[int, CrossCheck] = {}
    for one in found:
        claim = one.claim
        if claim is None or one.measure is not Measure.HOMES or one.subject is Subject.OTHER:
            continue
        at = (one.region_code, claim.as_of)
        if at not in ledgers:
            ledgers[at] = rollups.ledger_on(session, *at)
        checks[one.id] = CrossCheck(claim.as_of, one.claimed, _counted(ledgers[at], one.subject))
    return checks


def _counted(ledger: Ledger, subject: Subject) -> Quantity:
    counts = {
        Subject.FIRST: ledger.first,
        Subject.TRANSFER: ledger.transfer,
        Subject.CERTIFICATE: ledger.certificate,
    }
    return Quantity(counts[subject], Measure.HOMES)
