from sqlalchemy.orm import Session

from supervision.conduct.rules.ex02_return_ladder import RULE
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home


def applied(
    session: Session, n: int, *, agent: str | None, returned: int, days: int, window: str = "1号"
) -> None:
    for number in range(n):
        home(
            session,
            f"{agent}{window}{number}",
            agent=agent,
            returned=returned,
            window=f"{window}{number % 9}" if window == "1号" else window,
            transfer_accepted_at="2021-10-01 09:00:00",
            transfer=f"2021-10-{1 + days:02d} 10:00:00",
        )


def test_flags_a_compound_where_only_an_agent_gets_on(both: Session) -> None:
    applied(both, 20, agent=None, returned=3, days=21)
    applied(both, 5, agent="代办A", returned=0, days=7)

    assert hits(both, "EX02") == ["140302-0001"]


def test_fewer_returns_or_little_difference_are_left_alone(both: Session) -> None:
    applied(both, 20, agent=None, returned=2, days=21)
    applied(both, 5, agent="代办A", returned=0, days=7)
    first = hits(both, "EX02")
    for one in range(20):
        home(
            both,
            f"X{one}",
            county_code=make.NEXT_COUNTY,
            returned=3,
            transfer_accepted_at="2021-10-01",
            transfer="2021-10-11",
        )
    home(
        both,
        "Y",
        county_code=make.NEXT_COUNTY,
        agent="代办A",
        returned=0,
        transfer_accepted_at="2021-10-01",
        transfer="2021-10-05",
    )

    assert (first, hits(both, "EX02")) == ([], [])


def test_few_cases_say_nothing(both: Session) -> None:
    applied(both, 19, agent=None, returned=5, days=25)
    applied(both, 5, agent="代办A", returned=0, days=2)

    assert not hits(both, "EX02")


def test_flags_an_agent_who_brings_most_of_a_window(both: Session) -> None:
    applied(both, 12, agent=None, returned=0, days=3, window="三号窗口")
    applied(both, 8, agent="代办A", returned=0, days=3, window="三号窗口")

    assert hits(both, "EX02") == ["140302:三号窗口"]


def test_a_developer_who_applies_for_its_own_compound_is_left_alone(both: Session) -> None:
    make.compound(both)
    applied(both, 12, agent=None, returned=0, days=3, window="三号窗口")
    applied(both, 8, agent="虚构置业有限公司", returned=0, days=3, window="三号窗口")

    assert not hits(both, "EX02")


def test_says_which_column_a_county_never_sent(both: Session) -> None:
    home(both, "A")

    assert gaps(both, "EX02") == {"140302": ("代办人", "退件次数")}


def test_tells_what_it_saw(session: Session) -> None:
    applied(session, 20, agent=None, returned=3, days=21)
    applied(session, 5, agent="代办A", returned=0, days=7)

    (finding,) = asked(session, "EX02")

    assert RULE.tells(finding.evidence) == "自行申请退件中位数 3 次、用时 21 天；代办用时 7 天。"


def test_a_county_that_does_not_say_how_often_it_sent_back_is_still_asked_who_brought_the_cases(
    both: Session,
) -> None:
    for number in range(30):
        home(
            both,
            f"W{number}",
            agent="代办A",
            window="2号",
            transfer_accepted_at="2021-10-01 09:00:00",
            transfer="2021-10-02 10:00:00",
        )

    assert hits(both, "EX02") == ["140302:2号"]
    assert gaps(both, "EX02") == {"140302": ("退件次数",)}
