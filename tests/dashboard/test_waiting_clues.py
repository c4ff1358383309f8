from datetime import date

from sqlalchemy.orm import Session

from dashboard import waiting_clues
from dashboard.waiting import Item
from supervision.conduct import consents
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.flags import FlagStatus
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from tests import make

DAY = date(2026, 4, 1)


def lines(session: Session, me: Officer) -> list[Item]:
    return [
        *waiting_clues.steps_on_clues(session, me, DAY),
        *waiting_clues.for_the_cases_desk(session, me),
    ]


def test_each_hand_is_told_which_step_waits_for_it_and_nothing_else(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    make.clue(session, ClueStatus.SIGNED_FOR, handler=handler, summary="不应出现")
    make.clue(session, ClueStatus.DISTRIBUTION_PROPOSED)
    principal = make.officer(session, Role.PRINCIPAL, name="何新", region_code=make.CITY)
    other = make.officer(session, name="何新", region_code=make.CITY)

    (mine,) = lines(session, handler)
    (theirs,) = lines(session, principal)

    assert (mine.text, mine.left, mine.lamp) == ("问题线索 1 件，等您研判", 1, Lamp.YELLOW)
    assert theirs.text == "问题线索 1 件，等您批准分办"
    assert lines(session, other) == []


def test_the_cases_desk_is_told_what_was_handed_over_and_asked(session: Session) -> None:
    unit = make.unit(session)
    make.clue(session, ClueStatus.ARCHIVED)
    make.clue(session, ClueStatus.DISTRIBUTION_PROPOSED, accused_unit=unit)
    make.flag(session, FlagStatus.HANDED)
    consents.ask(session, make.flag(session).paper_to(unit), by=make.officer(session))
    desk = make.officer(session, Role.CASES, name="郝案管", region_code=make.CITY)

    assert [one.text for one in lines(session, desk)] == [
        "转来的疑点 1 条，尚未登记为线索",
        "征求案管意见 1 件，尚未答复",
    ]
