"""The overview of doubts: each number is that of the queue behind it; nobody counts what is not theirs."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision import clock
from supervision.conduct import flag_overview
from supervision.conduct.flag_overview import LEAST, Age, Tally
from supervision.conduct.flag_steps import FlagStatus
from supervision.conduct.flags import Flag
from supervision.conduct.rules import RULES
from supervision.conduct.weighing import Reason
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from tests import make, visit

PAGE = "conduct.doubts"
LOOKERS = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def told(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def several(session: Session) -> None:
    for status in (FlagStatus.OPEN, FlagStatus.SENT, FlagStatus.DISMISSED, FlagStatus.HANDED):
        make.flag(session, status)
    make.flag(session, county_code=make.NEXT_COUNTY)


def test_every_mapping_adds_up_to_the_same_whole(both: Session) -> None:
    several(both)
    me = make.officer(both, region_code=make.CITY)

    found = flag_overview.overview(both, me, make.CITY, clock.now(), clock.today())

    assert (found.raised, found.judged, found.upheld) == (5, 2, 1)
    for tallies in (found.by_rule, found.by_county):
        assert sum(one.open for one in tallies.values()) == 3
        assert sum(one.judged for one in tallies.values()) == 2
    assert found.by_age == {Age.WEEK: 3, Age.MONTH: 0, Age.LONGER: 0}
    assert found.by_county[make.COUNTY].open == 2
    assert sum(found.by_status.values()) == found.raised


def test_what_waits_grows_older_and_runs_over_its_clock(session: Session) -> None:
    flag = make.flag(session)
    me = make.officer(session, region_code=make.CITY)
    assert flag.due_on

    later = flag_overview.overview(
        session, me, make.CITY, clock.now() + timedelta(days=20), flag.due_on + timedelta(days=1)
    )

    assert later.by_age[Age.MONTH] == 1
    assert later.by_rule["PB06"].overdue == 1


def test_a_share_is_told_only_of_enough_judged_flags() -> None:
    assert Tally(cleared=LEAST - 2, upheld=1).share_upheld is None
    assert Tally(cleared=LEAST - 1, upheld=1).share_upheld == 1 / LEAST
    assert Tally().share_upheld is None
    assert Tally(waiting={Lamp.RED: 3}).open == 3


def upheld(session: Session, unit: Unit, times: int) -> list[Flag]:
    made = [make.weighed(make.flag(session, FlagStatus.REPLIED, sent_to=unit)) for _time in range(times)]
    for flag in made:
        flag.uphold(by=flag.history[0].by, because="单位回复确无批准文件。")
    return made


def test_units_are_ranked_by_shares_of_enough_and_what_they_told_themselves_is_in_none(
    session: Session,
) -> None:
    me = make.officer(session, region_code=make.CITY)
    worse, better, few = (make.unit(session, name) for name in ("甲局", "乙局", "丙局"))
    upheld(session, worse, LEAST)
    told_of = upheld(session, better, 3)
    for _time in range(LEAST):
        flag = make.flag(session, FlagStatus.REPLIED, sent_to=better)
        flag.dismiss(by=flag.history[0].by, reason=Reason.WRONG_ENTRY, because="纳入时间录错。")
    upheld(session, few, 1)
    for flag in told_of:
        flag.self_reported = True
    session.flush()

    found = flag_overview.overview(session, me, make.CITY, clock.now(), clock.today()).by_unit

    assert list(found) == [str(one.id) for one in (worse, better, few)]
    assert [found[str(one.id)].share_upheld for one in (worse, better, few)] == [1.0, 0.0, None]
    assert found[str(better.id)].self_reported == 3


@pytest.mark.parametrize("role", LOOKERS)
def test_each_post_counts_what_its_queue_lists(session: Session, role: Role) -> None:
    several(session)
    me = make.officer(session, role, region_code=make.CITY)
    session.commit()

    page = visit.page(PAGE, me)

    assert "提示 5 条，未办结 3 条" in told(page)
    rules, counties, units = (one.value for one in page.dataframe)
    assert list(rules["name"]) == [f"{code} {RULES[code].title}" for code in sorted(RULES)]
    fired = rules[rules["judged"] > 0]
    assert list(fired["name"]) == ["PB06 清单冻结后追加"]
    assert list(fired["judged"]) == [2]
    assert set(rules["share"]) == {"样本不足"}
    assert list(counties["name"]) == ["阳泉市城区", "阳泉市矿区"]
    assert (len(units), list(units["share"])) == (1, ["样本不足"])


@pytest.mark.parametrize("role", [*LOOKERS, Role.CASES])
def test_another_city_has_none_and_is_told_what_that_means(session: Session, role: Role) -> None:
    several(session)
    me = make.officer(session, role, region_code="140600")
    session.commit()

    page = visit.page(PAGE, me)

    assert "没有疑点不等于没有问题" in told(page)
    assert list(page.dataframe) == []


def opened(session: Session, me: Officer, **query: str) -> int:
    """How many flags the desk lists under this address."""
    page = visit.page("conduct.flags", me, **query)
    (queue,) = [one for one in page.selectbox if one.label == "状态"]
    assert queue.value == query.get("status", "")
    found = re.search(r"未办结 (\d+) 条", told(page))
    assert found
    return sum(len(one.options) for one in page.radio if one.label == "疑点")


def test_each_number_opens_just_the_flags_that_it_counts(session: Session) -> None:
    several(session)
    unit = make.unit(session, "甲局")
    upheld(session, unit, 2)[0].self_reported = True
    of_the_city = make.flag(session)
    of_the_city.region_code = of_the_city.county_code = make.CITY
    old = make.flag(session)
    old.raised_at = clock.now() - timedelta(days=9)
    old.due_on = clock.today() - timedelta(days=1)
    me = make.officer(session, region_code=make.CITY)
    session.commit()
    found = flag_overview.overview(session, me, make.CITY, clock.now(), clock.today())
    region = {"region": make.CITY}

    assert found.raised == opened(session, me, **region, status="all")
    assert found.judged == opened(session, me, **region, status="judged")
    assert found.upheld == opened(session, me, **region, status="found")
    for age, n in found.by_age.items():
        assert n == opened(session, me, **region, age=age.value)
    for county, tally in found.by_county.items():
        assert tally.open == opened(session, me, **region, county=county)
        assert tally.overdue == opened(session, me, **region, county=county, status="overdue")
        assert tally.cleared == opened(session, me, **region, county=county, status="cleared")
    told_of = found.by_unit[str(unit.id)]
    assert told_of.upheld == opened(session, me, **region, unit=str(unit.id), status="found", told="found")
    assert told_of.self_reported == opened(
        session, me, **region, unit=str(unit.id), status="all", told="self"
    )
    assert (told_of.upheld, told_of.self_reported) == (1, 1)
    assert found.by_county[make.CITY].open == 1


def test_what_is_looked_at_besides_the_filters_is_said_and_cleared(session: Session) -> None:
    several(session)
    me = make.officer(session, region_code=make.CITY)
    session.commit()

    page = visit.page("conduct.flags", me, county=make.CITY, age="week")

    assert "只看：阳泉市（本级） · 等待 7 天以内" in told(page)
    (clear,) = [one for one in page.button if one.label == "清除"]
    assert opened(session, me) == 3
    clear.click().run()
    assert "只看" not in told(page)
