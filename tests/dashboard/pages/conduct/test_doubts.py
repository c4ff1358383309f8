"""The overview of doubts: each number is that of the queue behind it; nobody counts what is not theirs."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision import clock
from supervision.conduct import flag_overview
from supervision.conduct.flag_overview import LEAST, Age, Tally
from supervision.conduct.flag_steps import FlagStatus
from supervision.conduct.flags import Flag
from supervision.conduct.weighing import Reason
from supervision.office.lamps import Lamp
from supervision.office.people import Role
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
    made = [make.flag(session, FlagStatus.REPLIED, sent_to=unit) for _time in range(times)]
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
    assert list(rules["name"]) == ["PB06 清单冻结后追加"]
    assert list(rules["judged"]) == [2]
    assert list(rules["share"]) == ["样本不足"]
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
