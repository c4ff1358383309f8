"""What one rule says, of a region as it stands."""

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import one_pass
from supervision.conduct.rules import RULES, Finding, Outcome, Scope
from supervision.conduct.sheets_owed import SheetsOwed
from tests import make


def asked(session: Session, code: str, region_code: str = make.PROVINCE) -> list[Finding]:
    """All but what it cannot say of counties that never sent a sheet; every gap has somebody to fill it."""
    rule, scope = RULES[code], Scope(today=clock.today(), region_code=region_code)
    looked = one_pass.look(session, scope)
    said = [finding for found in looked if found.rule is rule for finding in found.findings]
    unowned = [one for finding in said for one in finding.missing if not rule.owed_by([one])]
    assert not unowned, f"nobody provides {unowned}"
    owed = SheetsOwed(session, scope).among(rule.rests_on)
    return [finding for finding in said if finding.missing != owed.get(finding.subject)]


def hits(session: Session, code: str) -> list[str]:
    return [finding.subject for finding in asked(session, code) if finding.outcome is Outcome.HIT]


def gaps(session: Session, code: str) -> dict[str, tuple[str, ...]]:
    return {
        finding.subject: finding.missing
        for finding in asked(session, code)
        if finding.outcome is Outcome.UNKNOWN
    }
