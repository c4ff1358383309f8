"""The demo's delivery: task list, weekly reports, and the homes of the sampled counties."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from supervision.delivery.compounds import Compound, Source
from supervision.delivery.frozen_lists import FrozenList
from supervision.delivery.progress import ProgressReport
from supervision.demo import plan
from supervision.demo.plan import BUSINESS_DATE, SEED, WEEKS, County
from supervision.office.people import Officer
from supervision.office.regions import Region

SYLLABLES = "汇和安锦盛景晨禾林泉云石梅竹兰秋春晖河松"
KINDS = ("小区", "佳园", "花园", "新村", "苑", "家园", "里")
CAUSES = (
    ("竣工验收手续缺失", 34),
    ("欠缴土地出让金", 27),
    ("规划核实未通过", 17),
    ("房地信息不一致", 16),
    ("用地手续不完善", 14),
    ("开发主体灭失", 9),
    ("抵押、查封", 12),
    ("房改房共有产权", 15),
    ("跨宗地建设", 4),
)
LANDS = ("出让", "划拨", "国有建设用地")


def compounds(county: County, *, snapshot_id: int) -> Iterator[Compound]:
    """The county's task list: the included ones add up to what is listed; a few more were left out."""
    rng = Random(f"{SEED}-compounds-{county.code}")
    sizes = plan.sizes(county)
    for place, homes in enumerate(sizes + [rng.randint(20, 300) for _ in range(max(1, len(sizes) // 16))]):
        included = place < len(sizes)
        sold = date(rng.randint(2003, 2018), rng.randint(1, 12), rng.randint(1, 28))
        yield Compound(
            county_code=county.code,
            number=f"{county.code}-{place + 1:04d}",
            name=f"演示{_word(rng)}{rng.choice(KINDS)}",
            street=f"演示{SYLLABLES[place % 5]}{SYLLABLES[5 + place % 3]}街道",
            developer=f"虚构{_word(rng)}置业有限公司",
            land_type=rng.choice(LANDS),
            usage="住宅",
            approved_homes=homes,
            buildings=max(1, homes // 60),
            included=included,
            included_on=date(2021, 6, 1) + timedelta(days=rng.randint(0, 85)) if included else None,
            source=rng.choices((Source.SURVEY, Source.DECLARED, Source.PETITION), (86, 11, 3))[0],
            causes="、".join(dict.fromkeys(_causes(rng))),
            first_sold_on=sold,
            occupied_on=sold + timedelta(days=rng.randint(300, 900)),
            lead_leader=f"演示包抓领导{rng.randint(1, 12)}",
            snapshot_id=snapshot_id,
        )


def freeze_lists(session: Session, *, by: Officer) -> list[str]:
    """The lists of the sampled counties are frozen; then five compounds come onto one of them.

    PB06 and PB08: three of them with nothing to show for it. Two more look alike and must stay silent: one
    was declared, one has an approval number.
    """
    county = plan.SAMPLED[0]
    late = [session.get_one(Compound, (county, f"{county}-{place:04d}")) for place in range(2, 7)]
    for compound in late:
        compound.included = False
    session.flush()
    for code in plan.SAMPLED:
        FrozenList.freeze(session, session.get_one(Region, code), by=by)
    for number, compound in enumerate(late):
        compound.included, compound.included_on = True, date(2021, 10, 8) + timedelta(days=9 * number)
        compound.source, compound.approval_no = Source.SURVEY, None
    late[3].source, late[3].declaration_no = Source.DECLARED, "演示申报0004"
    late[4].approval_no = "演示专办函〔2021〕4号"
    session.flush()
    return [compound.number for compound in late[:3]]


def reports(county: County) -> Iterator[ProgressReport]:
    """One report a week; the last one of a late county is missing."""
    for number, week in enumerate(WEEKS):
        if county.code in plan.LATE and week == BUSINESS_DATE:
            return
        settled = county.code in plan.LATE and number == len(WEEKS) - 2
        first, transfer, households = county.week(len(WEEKS) - 1 if settled else number)
        sent = week + timedelta(days=1 + (number + int(county.code)) % 3 // 2)
        wrong = plan.WRONG_RATE.get(county.code) if week == BUSINESS_DATE else None
        yield ProgressReport.submit(
            county_code=county.code,
            as_of=week,
            listed=county.listed,
            first=first,
            transfer=transfer,
            households=households,
            stated_first_rate=round(100 * first / county.listed, 2),
            stated_transfer_rate=wrong or round(100 * transfer / county.listed, 2),
            reporter=f"演示填报员{county.code[2:]}",
            sent_at=f"{min(sent, BUSINESS_DATE)} 16:30:00",
        )


def _word(rng: Random) -> str:
    return "".join(rng.sample(SYLLABLES, 2))


def _causes(rng: Random) -> list[str]:
    names, weights = zip(*CAUSES, strict=True)
    return rng.choices(names, weights, k=rng.choice((1, 1, 2, 3)))
