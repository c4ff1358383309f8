from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.accountability import letters
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.responsibility.commitments import CommitmentStatus
from supervision.words import speaking
from tests import make


def test_a_letter_about_a_red_commitment_states_its_figures_and_their_day(session: Session) -> None:
    unit = make.unit(session, "城区自然资源局", region_code=make.COUNTY)
    session.add(
        CompoundCount(
            county_code=make.COUNTY,
            compound_number="140302-0001",
            homes=90,
            first=20,
            transfer=0,
            certificate=0,
            area=0,
        )
    )
    session.add(DayCount(county_code=make.COUNTY, day=date(2026, 3, 1), first=20, transfer=0, certificate=0))
    commitment = make.commitment(session, CommitmentStatus.IN_PROGRESS, unit=unit, due_on=date(2026, 2, 27))

    letter = letters.about(session, commitment)

    assert letter.facts == (
        "阳泉市城区自然资源局承诺事项“完成辖区纳入项目首次登记”（编号 TY-0001），目标100套，"
        "完成时限2026年2月27日，责任领导演示甲。"
        "截至2026年3月2日，申报完成50套，所在地区登记台账核对20套，申报比核对多30套。"
        "至2026年3月2日已超期3天。"
    )
    assert letter.as_of == date(2026, 3, 2)
    assert "逐套核对并书面说明" in letter.requirements[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_letter_is_chinese_whatever_language_its_drafter_reads(session: Session, language: str) -> None:
    commitment = make.commitment(session)

    with speaking(language):
        letter = letters.about(session, commitment)

    assert letter.matter == "“完成辖区纳入项目首次登记”办理情况"
    assert "未见申报完成数量" in letter.facts


def test_a_letter_rests_on_the_assignment_that_was_issued_or_else_on_the_list(session: Session) -> None:
    assigned = make.assignment(session)
    listed = make.commitment(session, number="TY-0002", unit=make.unit(session, "乙"))

    bases = [letters.about(session, one).basis for one in (assigned.commitments[0], listed)]

    assert [basis.partition("、")[2] for basis in bases] == [
        f"责任单位任务交办单（编号 {assigned.number}）",
        "承诺事项清单（编号 TY-0002）",
    ]


def test_requirements_are_typed_one_a_line() -> None:
    assert letters.lines(" 查明原因。\n\n书面回复。 ") == ("查明原因。", "书面回复。")
