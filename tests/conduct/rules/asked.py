"""What one rule says, of a region as it stands."""

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import one_pass
from supervision.conduct.rules import Finding, Outcome, Scope
from tests import make


def asked(session: Session, code: str, region_code: str = make.PROVINCE) -> list[Finding]:
    looked = one_pass.look(session, Scope(today=clock.today(), region_code=region_code))
    return [finding for found in looked if found.rule.code == code for finding in found.findings]


def hits(session: Session, code: str) -> list[str]:
    return [finding.subject for finding in asked(session, code) if finding.outcome is Outcome.HIT]


def gaps(session: Session, code: str) -> dict[str, tuple[str, ...]]:
    return {
        finding.subject: finding.missing
        for finding in asked(session, code)
        if finding.outcome is Outcome.UNKNOWN
    }
