"""Numbers guessed in an address: who may not know of a record is answered as if there were none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.pages import PAGES
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.clue_terms import AccusedPerson
from supervision.conduct.flag_steps import FlagStatus
from supervision.conduct.samples import Sample
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport
from supervision.intake.imports import Import
from supervision.office.people import Officer, Role
from supervision.responsibility.commitment_steps import CommitmentStatus
from tests import make, visit

NOBODYS = str(10**9)
ELSEWHERE, ITS_COUNTY = "140600", "140602"
WORDS, ACCUSED = "只有知情的人见过的话", "孙某某"
#: Names in an address that take no number of a record.
NO_RECORD = {"next", "lang", "new", "web", "month", "register", "rule", "span", "county", "lamp", "region"}
NO_RECORD |= {"as_of", "home"}  # a home is looked for within the place (test_home_story)


@dataclass(frozen=True)
class Guess:
    """A record, where its number goes, who may see it there, and a word of it that is then read."""

    page: str
    name: str
    record: Any
    word: str
    rightful: Officer
    more: tuple[tuple[str, str], ...] = ()

    def seen_by(self, me: Officer, number: str) -> str:
        return everything(visit.page(self.page, me, **{self.name: number}, **dict(self.more)))


def everything(page: AppTest) -> str:
    """All that the browser is sent, labels, values, options and tables alike, without the address itself."""
    said: list[str] = []
    for one in page:
        value = getattr(one, "value", "")
        said += [str(getattr(one, "label", "")), value.to_csv() if hasattr(value, "to_csv") else str(value)]
        said += [str(option) for option in getattr(one, "options", ())]
    return "\n".join(said).replace("\\", "")


def desk(session: Session, role: Role = Role.PETITIONS) -> Officer:
    return make.officer(session, role, name="周宁", region_code=make.CITY)


def a_complaint(session: Session) -> Guess:
    me, told = desk(session), [Named(Jurisdiction.OWN, Category.EXTORTION, name=ACCUSED)]
    made = make.complaint(session, by=me, summary=WORDS, accused=told)
    return Guess("conduct.complaints", "complaint", made, WORDS, me)


def a_clue(session: Session) -> Guess:
    made = make.clue(session, summary=WORDS, accused=AccusedPerson(ACCUSED))
    return Guess("conduct.clues", "clue", made, WORDS, desk(session, Role.CASES))


def a_flag(session: Session) -> Guess:
    made = make.flag(session, number="140321-7777")
    return Guess("conduct.flags", "flag", made, "140321-7777", desk(session, Role.TASK_FORCE))


def a_flag_to_register(session: Session) -> Guess:
    made = make.flag(session, FlagStatus.HANDED, number="140321-7777", county_code=make.COUNTY)
    cases = make.officer(session, Role.CASES, name="冯", region_code=make.COUNTY)
    return Guess("conduct.clues", "flag", made, made.number, cases, more=(("new", "1"),))


def an_order(session: Session) -> Guess:
    made = make.order(session, matter=WORDS, office_code=make.CITY)
    return Guess("accountability.orders", "order", made, WORDS, desk(session, Role.TASK_FORCE))


def a_draft_of_an_order(session: Session) -> Guess:
    made = make.commitment(session, CommitmentStatus.IN_PROGRESS, "TY-7777", title=WORDS)
    return Guess("accountability.orders", "draft", made, "TY-7777", desk(session, Role.INSPECTOR))


def a_commitment(session: Session) -> Guess:
    made = make.commitment(session, number="TY-7777", title=WORDS)
    return Guess("responsibility.commitments", "commitment", made, WORDS, desk(session, Role.TASK_FORCE))


def a_unit(session: Session) -> Guess:
    made = make.unit(session, "只此一家的局")
    make.unit(session, "另一市的局", region_code=ELSEWHERE)
    return Guess("responsibility.units", "unit", made, made.name, desk(session, Role.TASK_FORCE))


def a_briefing(session: Session) -> Guess:
    made = make.briefing(session)
    return Guess("briefings.briefings", "briefing", made, "待核", desk(session, Role.TASK_FORCE))


def an_import(session: Session) -> Guess:
    me = desk(session, Role.INSPECTOR)
    make.unit(session)
    made = Import.begin(session, name=f"{WORDS}.xlsx", data=b"PK", by=me)
    return Guess("intake.imports", "import", made, WORDS, me)


def a_sample(session: Session) -> Guess:
    me = desk(session, Role.INSPECTOR)
    make.progress(session, listed=100, first=100, transfer=98, as_of=date(2022, 6, 30))
    report = session.scalars(select(ProgressReport)).one()
    made = Sample.plan(session, report, stage=Stage.TRANSFER, size=20, by=me)
    return Guess("conduct.samples", "sample", made, made.number, me)


def an_account(session: Session) -> Guess:
    made = make.officer(session, name="只此一人", region_code=make.CITY)
    admin = make.officer(session, Role.SYSTEM, name="管", region_code=make.CITY)
    return Guess("office.accounts", "officer", made, "只此一人", admin)


GUESSES: dict[str, Callable[[Session], Guess]] = {
    "complaint": a_complaint,
    "clue": a_clue,
    "flag": a_flag,
    "flag to register": a_flag_to_register,
    "order": an_order,
    "draft": a_draft_of_an_order,
    "commitment": a_commitment,
    "unit": a_unit,
    "briefing": a_briefing,
    "import": an_import,
    "sample": a_sample,
    "officer": an_account,
}


@pytest.mark.parametrize("what", GUESSES)
def test_officers_of_another_city_are_answered_as_if_there_were_none(session: Session, what: str) -> None:
    guess = GUESSES[what](session)
    strangers = [
        make.officer(session, role, name="外人", region_code=place)
        for role in sorted(PAGES[guess.page].roles - {Role.UNIT})
        for place in (ELSEWHERE, ITS_COUNTY)
    ]
    session.commit()
    number = str(guess.record.id)
    assert guess.word in guess.seen_by(guess.rightful, number)

    for stranger in strangers:
        asked, nothing = guess.seen_by(stranger, number), guess.seen_by(stranger, NOBODYS)

        assert asked == nothing, stranger.posts_label
        assert guess.word not in asked or guess.word in nothing


@pytest.mark.parametrize("what", ["complaint", "clue"])
def test_so_are_those_of_the_same_office_who_need_not_know_and_the_accused(
    session: Session, what: str
) -> None:
    guess = GUESSES[what](session)
    accused = make.officer(session, Role.LEADER, name=ACCUSED, region_code=make.CITY)
    strangers = [make.officer(session, Role.INSPECTOR, name="不相干", region_code=make.CITY), accused]
    session.commit()
    number = str(guess.record.id)
    assert guess.word in guess.seen_by(guess.rightful, number)

    for stranger in strangers:
        assert guess.seen_by(stranger, number) == guess.seen_by(stranger, NOBODYS), stranger.name
        assert guess.word not in guess.seen_by(stranger, number)


def test_no_name_in_an_address_is_forgotten_here() -> None:
    asked: set[str] = set()
    for path in Path(dashboard.__file__).parent.rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'scoping\.number\("([a-z_]+)"\)', words))
        asked |= set(re.findall(r'query_params\.get\("([a-z_]+)"', words))

    told = NO_RECORD | {"status", "way", "form", "since", "until", "due"}
    assert asked - told <= set(GUESSES)
