"""Holds every entry of every catalogue to the catalogue's promises."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from dashboard.pages import PAGES, Room
from reports.documents import DOCUMENTS
from supervision import clock
from supervision.conduct.rules import RULES
from supervision.delivery.snapshots import Shape
from supervision.figures import FIGURES, until
from supervision.intake.sheets import SHEETS
from supervision.jobs import JOBS
from supervision.office.people import Role
from tests import make

TESTS = Path(__file__).parent
SUPERVISION = TESTS.parent / "supervision"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_named_by_its_code_and_has_a_test(name: str) -> None:
    code = RULES[name].code.lower()

    assert list((SUPERVISION / "conduct" / "rules").glob(f"{code}_*.py"))
    assert list((TESTS / "conduct" / "rules").glob(f"test_{code}_*.py"))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_named_by_its_code(name: str) -> None:
    assert name.startswith(FIGURES[name].code.lower() + "_")
    assert FIGURES[name].definition
    assert FIGURES[name].source


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_answers_in_its_own_unit(name: str, session: Session) -> None:
    answer = FIGURES[name].compute(session, until(make.PROVINCE, clock.today()))

    assert answer.measure is FIGURES[name].unit


def test_no_two_figures_share_a_code() -> None:
    codes = [figure.code for figure in FIGURES.values()]

    assert len(codes) == len(set(codes))


def test_every_shape_has_its_sheet() -> None:
    assert set(SHEETS) == set(Shape)


def test_every_page_stands_in_a_room_and_somebody_may_open_it() -> None:
    assert {name.split(".")[0] for name in PAGES} <= set(Room)
    assert all(page.roles for page in PAGES.values())


def test_every_post_has_something_to_open() -> None:
    opened = {role for page in PAGES.values() for role in page.roles}

    assert opened == set(Role)


def test_no_two_documents_share_a_title() -> None:
    titles = [document.title for document in DOCUMENTS.values()]

    assert len(titles) == len(set(titles))


def test_every_job_has_a_title() -> None:
    assert all(job.title for job in JOBS.values())
