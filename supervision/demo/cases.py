"""The demo's conduct: complaints about invented matters, one sealed matter, and flags partly judged."""

from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind, NoticeBy
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.registering import register
from supervision.conduct.weighing import Reason, Weight
from supervision.demo.plan import BUSINESS_DATE, SAMPLED, SEED
from supervision.office.people import Officer
from supervision.office.units import Unit

#: What the invented letters say; no place, firm or person in them exists.
WORDS = {
    Category.SLOW_WORK: "反映演示窗口多次要求补材料，手续拖延，未一次性告知。（演示数据）",
    Category.TAX_COLLECTED: "反映虚构开发企业代收契税后未及时缴纳，影响办证。（演示数据）",
    Category.IRREGULAR: "反映个别房屋手续不全即予登簿，请核实。（演示数据）",
    Category.PIGGYBACK: "反映截止时间以后建成的房屋混入清单一并办理，请核实。（演示数据）",
    Category.EXTORTION: "反映演示窗口工作人员暗示找中介“加快”，请核实。（演示数据）",
    Category.INFLATED: "反映演示单位上报数字与实际办证情况不符。（演示数据）",
}
SHARES = (34, 25, 14, 12, 10, 5)
CITY_CASES, PROVINCE_CASES = 14, 12


def complaints(
    session: Session, officers: dict[str, Officer], units: dict[str, list[Unit]]
) -> list[Complaint]:
    """Letters of the last ten weeks, at the province and in one city; some taken up, some with a handler."""
    made = _letters(session, officers["petitions"], units, CITY_CASES, ("140223", "140429", "140322"))
    made += _letters(session, officers["city1"], units, PROVINCE_CASES, ("140322", "140302", "140311"))
    for place, complaint in enumerate(made):
        mine = "petitions" if complaint.region_code == "140000" else "city1"
        if complaint.jurisdiction is Jurisdiction.OWN and place % 3:
            complaint.accept(by=officers[mine])
            if complaint.identity is Identity.REAL_NAME and place % 2:
                complaint.give_notice(by=officers[mine], method=NoticeBy.PHONE)
    HandOff.register(
        session,
        jurisdiction=Jurisdiction.HIGHER,
        envelope_no="YS-0007",
        by=officers["petitions"],
        received_on=BUSINESS_DATE - timedelta(days=3),
    )
    return made


def judge(session: Session, officers: dict[str, Officer]) -> int:
    """Two flags are dismissed with their reasons, so that the desk has something behind it."""
    flags = session.scalars(
        select(Flag)
        .where(Flag.status == FlagStatus.OPEN, Flag.rule_code == "IR01", Flag.county_code == SAMPLED[1])
        .order_by(Flag.id)
        .limit(2)
    ).all()
    for flag in flags:
        flag.weigh(0, Weight.HOLDS, by=officers["inspector"])
        flag.dismiss(
            by=officers["inspector"], reason=next(iter(Reason)), because="经核对，系统迁移时间造成。（演示）"
        )
    session.flush()
    return len(flags)


def _letters(
    session: Session, by: Officer, units: dict[str, list[Unit]], count: int, counties: tuple[str, ...]
) -> list[Complaint]:
    rng = Random(f"{SEED}-letters-{by.login}")
    made = []
    for number in range(count):
        county = rng.choice(counties)
        category = rng.choices(list(WORDS), SHARES)[0]
        channel = rng.choice(list(Channel))
        real = rng.random() < 0.38  # noqa: PLR2004 the share of real-name letters
        made.append(
            register(
                session,
                by=by,
                jurisdiction=rng.choices(
                    (Jurisdiction.OWN, Jurisdiction.LOWER, Jurisdiction.OUTSIDE), (60, 32, 8)
                )[0],
                channel=channel,
                source="演示机关" if channel is Channel.TRANSFER else "",
                kind=Kind.ACCUSATION if number % 5 else Kind.SUGGESTION,
                identity=Identity.REAL_NAME if real else Identity.ANONYMOUS,
                category=category,
                summary=WORDS[category],
                county_code=county,
                received_on=BUSINESS_DATE - timedelta(days=rng.randint(0, 70)),
                accused_unit=units[county][0],
                compound_number=f"{county}-000{rng.randint(1, 4)}" if number % 2 else None,
                name=f"演示群众{number:02d}" if real else "",
                phone=f"0351-00000{number:02d}" if real else "",
            )
        )
    return made
