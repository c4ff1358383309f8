from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import rule_cards, rule_settings, scans
from supervision.conduct.flags import Flag
from supervision.conduct.rule_settings import RuleSetting, SettingStatus
from supervision.conduct.rules import RULES
from supervision.errors import Refused
from supervision.office.people import Role
from tests import make
from tests.conduct.rules.ledger import booked

PR01 = RULES["PR01"]


def proposed(session: Session, **told: float) -> RuleSetting:
    return RuleSetting.propose(
        session,
        PR01,
        told or {"homes": 60},
        because="演示：小县误差较大",
        effective_on=clock.today(),
        by=make.officer(session, Role.INSPECTOR),
    )


def homes_allowed(session: Session) -> object:
    return rule_settings.params(session, PR01, on=clock.today()).homes


def test_a_proposal_changes_nothing_until_another_approves_it(both: Session) -> None:
    setting = proposed(both)
    before = homes_allowed(both)

    setting.approve(by=make.officer(both, Role.LEADER))
    both.flush()

    assert (before, homes_allowed(both), setting.status) == (20, 60, SettingStatus.APPROVED)


def test_nobody_approves_what_they_proposed(session: Session) -> None:
    both_posts = make.officer(session, Role.INSPECTOR, Role.LEADER)
    setting = RuleSetting.propose(
        session, PR01, {"homes": 60}, because="演示", effective_on=clock.today(), by=both_posts
    )

    with pytest.raises(Refused, match="须换人办理"):
        setting.approve(by=both_posts)


def test_it_is_in_force_from_its_day_on(session: Session, frozen_clock: time_machine.Traveller) -> None:
    setting = RuleSetting.propose(
        session,
        PR01,
        {"homes": 60},
        because="演示",
        effective_on=clock.today() + timedelta(days=3),
        by=make.officer(session, Role.INSPECTOR),
    )
    setting.approve(by=make.officer(session, Role.LEADER))
    session.flush()
    now = homes_allowed(session)

    frozen_clock.shift(timedelta(days=3))

    assert (now, homes_allowed(session)) == (20, 60)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, "没有改动"),
        ({"homes": 20}, "现行参数相同"),
        ({"homes": 999}, "应在 0 至 200 套之间"),
        ({"nothing": 1}, "不能调整"),
    ],
)
def test_what_cannot_be_set_is_refused(session: Session, told: dict[str, float], why: str) -> None:
    with pytest.raises(Refused, match=why):
        RuleSetting.propose(
            session,
            PR01,
            told,
            because="演示",
            effective_on=clock.today(),
            by=make.officer(session, Role.INSPECTOR),
        )


def test_a_rule_waits_for_one_answer_at_a_time(session: Session) -> None:
    proposed(session)

    with pytest.raises(Refused, match="待批准"):
        proposed(session, homes=80)


def test_an_earlier_flag_keeps_the_parameters_that_it_fired_under(both: Session) -> None:
    make.progress(both, first=330, transfer=300, as_of=date(2022, 6, 30))
    booked(both, first=300, transfer=300, day=date(2022, 6, 1))
    scans.evaluate(both, today=clock.today())
    proposed(both, homes=25).approve(by=make.officer(both, Role.LEADER))

    scans.evaluate(both, today=clock.today())

    flag = both.scalars(select(Flag).where(Flag.rule_code == "PR01")).one()
    assert flag.params["homes"] == 20
    assert flag.newest[0]["allowed"] == 25


def test_who_had_a_hand_in_what_stands_is_known(session: Session) -> None:
    inspector, leader = make.officer(session, Role.INSPECTOR), make.officer(session, Role.LEADER)
    setting = RuleSetting.propose(
        session, PR01, {"homes": 60}, because="演示", effective_on=clock.today(), by=inspector
    )
    setting.approve(by=leader)
    session.flush()

    assert rule_settings.has_a_hand_in(session, "PR01", inspector)
    assert rule_settings.has_a_hand_in(session, "PR01", leader)
    assert not rule_settings.has_a_hand_in(session, "PR01", make.officer(session, Role.INSPECTOR))


@pytest.mark.parametrize("place", [make.CITY, make.COUNTY])
def test_what_holds_everywhere_is_set_by_the_office_that_answers_for_everywhere(
    session: Session, place: str
) -> None:
    make.officer(session, Role.LEADER)
    with pytest.raises(Refused, match="须由辖有全部地区的机关提出"):
        RuleSetting.propose(
            session,
            RULES["IR04"],
            {"minutes": 30.0},
            because="小县一人多岗",
            effective_on=clock.today(),
            by=make.officer(session, Role.INSPECTOR, region_code=place),
        )
    setting = proposed(session)

    with pytest.raises(Refused, match="须由辖有全部地区的机关提出"):
        setting.approve(by=make.officer(session, Role.LEADER, region_code=place))

    assert setting.status is SettingStatus.PROPOSED


def test_what_is_counted_whole_is_set_whole(session: Session) -> None:
    with pytest.raises(Refused, match="应为整数"):
        proposed(session, homes=119.5)

    proposed(session, share=0.0075)


def test_the_card_shows_what_is_in_force_and_who_changed_it(session: Session) -> None:
    me = make.officer(session)
    shipped = rule_cards.card(session, PR01, me, None)
    setting = proposed(session)
    setting.approve(by=make.officer(session, Role.LEADER, name="王强"))
    session.flush()

    card = rule_cards.card(session, PR01, me, None)

    assert [(one.name, one.said, one.unit) for one in shipped.values][1] == ("允许套数", "20", "套")
    assert [(one.name, one.said) for one in card.values][1] == ("允许套数", "60")
    assert not shipped.changes
    day = f"{clock.today():%Y-%m-%d}"
    assert card.changes == [
        f"允许套数 60，自 {day} 起（演示：小县误差较大）；"
        f"{day} 山西省李娜提出调整；{day} 山西省王强批准调整；已批准"
    ]
