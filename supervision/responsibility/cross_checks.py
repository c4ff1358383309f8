"""Cross-checks: what a unit claims for a commitment beside what the ledger shows (申报与核对)."""

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
    claim = commitment.claim
    if claim is None or commitment.measure is not Measure.HOMES or commitment.subject is Subject.OTHER:
        return None
    ledger = rollups.ledger_on(session, commitment.region_code, claim.as_of)
    return CrossCheck(claim.as_of, commitment.claimed, _counted(ledger, commitment.subject))


def _counted(ledger: Ledger, subject: Subject) -> Quantity:
    counts = {
        Subject.FIRST: ledger.first,
        Subject.TRANSFER: ledger.transfer,
        Subject.CERTIFICATE: ledger.certificate,
    }
    return Quantity(counts[subject], Measure.HOMES)
