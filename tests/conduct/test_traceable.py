"""The audit page: nobody reads a line about a matter that is kept from them, and the auditor misses none."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct.categories import Jurisdiction
from supervision.conduct.clue_terms import AccusedPerson
from supervision.conduct.hand_offs import HandOff
from supervision.office import acts
from supervision.office.history import Event, Record
from supervision.office.people import Officer, Role
from tests import make


def subjects(session: Session, me: Officer, kind: str) -> set[int]:
    lines = acts.visible_to(me).where(Event.kind == kind).order_by(None).with_only_columns(Event.subject_id)
    return set(session.scalars(lines))


def officer(session: Session, role: Role, name: str, region_code: str = make.CITY) -> Officer:
    return make.officer(session, role, name=name, region_code=region_code)


def clue_about(session: Session, name: str) -> Record:
    return make.clue(session, accused=AccusedPerson(name))


def complaint_of(session: Session, _name: str) -> Record:
    return make.complaint(session)


def sealed(session: Session, level: Jurisdiction) -> HandOff:
    desk = officer(session, Role.PETITIONS, "周宁")
    return HandOff.register(session, jurisdiction=level, envelope_no="7", by=desk)


@pytest.mark.parametrize("role", [Role.LEADER, Role.PRINCIPAL])
def test_a_leader_reads_no_line_of_a_clue_about_himself(both: Session, role: Role) -> None:
    about, other = clue_about(both, "某甲"), clue_about(both, "别人")
    accused, colleague = officer(both, role, "某甲"), officer(both, role, "同事")
    both.flush()

    assert subjects(both, accused, "clues") == {other.id}
    assert subjects(both, colleague, "clues") == {about.id, other.id}
    assert subjects(both, officer(both, Role.AUDITOR, "审计"), "clues") == {about.id, other.id}
    assert subjects(both, officer(both, Role.AUDITOR, "某甲"), "clues") == {other.id}


def test_the_principal_reads_no_line_of_a_matter_about_the_principal(both: Session) -> None:
    higher, ours = sealed(both, Jurisdiction.HIGHER), sealed(both, Jurisdiction.OWN_PRINCIPAL)
    both.flush()

    assert subjects(both, officer(both, Role.PRINCIPAL, "陈书记"), "hand_offs") == {higher.id}
    assert subjects(both, officer(both, Role.LEADER, "赵敏"), "hand_offs") == set()
    assert subjects(both, officer(both, Role.AUDITOR, "审计"), "hand_offs") == {higher.id, ours.id}


@pytest.mark.parametrize(
    ("kind", "made"), [("clues", clue_about), ("complaints", complaint_of)], ids=["clues", "complaints"]
)
def test_lines_of_cases_stay_in_the_place_that_keeps_them(
    session: Session, kind: str, made: Callable[[Session, str], Record]
) -> None:
    kept = made(session, "别人")
    session.flush()

    for role in Role:
        for place in (make.PROVINCE, make.COUNTY, "140600"):
            unit = make.unit(session, f"单位{place}") if role is Role.UNIT else None
            me = make.officer(session, role, name="外人", region_code=place, unit=unit)
            above = role is Role.AUDITOR and place == make.PROVINCE
            assert subjects(session, me, kind) == ({kept.id} if above else set()), (role, place)


def test_every_kind_that_could_tell_of_a_case_is_kept_apart(session: Session) -> None:
    assert set(acts.APART) >= {
        "complaints",
        "clues",
        "hand_offs",
        "disputes",
        "consents",
        "openings",
        "meddlings",
        "clarifications",
        "false_accusations",
        "periodic_papers",
        "flags",
    }
    assert set(acts.APART) <= set(session.scalars(select(Event.kind).distinct())) | set(acts.Kind)
