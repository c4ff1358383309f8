"""The demo's responsibility: the seven departments of the seed article, and what was promised."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.delivery.snapshots import Snapshot
from supervision.demo.plan import BUSINESS_DATE, SEED, County
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.office.stamped_papers import StampedPaper
from supervision.office.units import Unit, UnitKind
from supervision.quantities import Measure
from supervision.responsibility import commitment_lists
from supervision.responsibility.commitment_lists import Stated
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from supervision.responsibility.evidence import ProgressEntry
from supervision.responsibility.terms import Terms

#: The seven of the seed article (S-15), each with its duty there.
DEPARTMENTS = (
    ("自然资源", "土地、规划、不动产登记等相关政策制定与办理"),
    ("住房和城乡建设", "工程施工、建筑质量、消防等政策制定与房地产企业监管"),
    ("税务", "税费征管措施制定与税费征缴"),
    ("财政", "财政支持"),
    ("市场监督管理", "联合惩戒"),
    ("行政审批", "完善窗口服务"),
    ("人民防空", "人防政策制定"),
)
STILL_OPEN = 0.12
TITLES = (
    ("完成辖区纳入项目首次登记", Measure.HOMES),
    ("完成转移登记", Measure.HOMES),
    ("补办规划核实手续", Measure.COMPOUNDS),
    ("完成缓缴税费清收", Measure.COMPOUNDS),
    ("群众诉求按期答复", Measure.CASES),
    ("推行房证同交", None),
)


def units(session: Session, regions: Sequence[Region]) -> dict[str, list[Unit]]:
    """Seven departments for the province and every city, a government for every county, by region."""
    made: dict[str, list[Unit]] = {}
    for region in regions:
        rng = Random(f"{SEED}-units-{region.code}")
        names = (
            [(f"{region.name}人民政府", UnitKind.GOVERNMENT, "属地责任")]
            if region.level is Level.COUNTY
            else [
                (f"{region.name}{name}{_suffix(region, name)}", UnitKind.DEPARTMENT, duty)
                for name, duty in DEPARTMENTS
            ]
        )
        made[region.code] = [
            Unit.enroll(
                region_code=region.code,
                name=name,
                kind=kind,
                duty=duty,
                leader=f"演示负责人{rng.randint(100, 999)}",
                leader_post="县（市、区）长" if kind is UnitKind.GOVERNMENT else "局长",
                contact=f"演示联络员{rng.randint(100, 999)}",
            )
            for name, kind, duty in names
        ]
        session.add_all(made[region.code])
    session.flush()
    return made


def commitments(
    session: Session,
    units: dict[str, list[Unit]],
    counties: Sequence[County],
    snapshot: Snapshot,
    by: Officer,
) -> int:
    """Every city department's and every county government's promises, as their workbooks list them."""
    listed = {county.code: county for county in counties}
    made = 0
    for region, inside in units.items():
        for unit in inside:
            for terms, said in _promised(unit, listed.get(region)):
                session.add(commitment_lists.enter(terms, said, snapshot_id=snapshot.id, by=by))
                made += 1
        session.flush()
    return made


def close(session: Session, officers: dict[str, Officer]) -> int:
    """Most of what was said to be done was looked at by another person and closed by a leader (销号)."""
    paper = StoredFile.keep_evidence(session, name="演示佐证.pdf", data=b"%PDF-1.4 demo evidence")
    stamped = StampedPaper.enter(
        number="演示函〔2022〕1号", dated_on=clock.today(), scan=paper, by=officers["inspector"]
    )
    rng = Random(f"{SEED}-closing")
    asked = session.scalars(
        select(Commitment)
        .where(Commitment.status == CommitmentStatus.CLOSE_REQUESTED)
        .order_by(Commitment.id)
    ).all()
    closed = 0
    for commitment in asked:
        if rng.random() < STILL_OPEN:
            continue
        commitment.attach(
            ProgressEntry.say(
                amount=commitment.target,
                as_of=clock.today(),
                text="补充佐证（演示数据）",
                files=[paper],
                by=officers["inspector"],
                paper=stamped,
            ),
            by=officers["inspector"],
        )
        commitment.verify(
            by=officers["taskforce"], amount=commitment.target, finding="经核对佐证，已完成（演示）"
        )
        commitment.close(by=officers["leader"])
        closed += 1
    session.flush()
    return closed


def _promised(unit: Unit, county: County | None) -> Iterator[tuple[Terms, Stated]]:
    rng = Random(f"{SEED}-promises-{unit.region_code}-{unit.name}")
    for place, (title, measure) in enumerate(rng.sample(TITLES, 3 if county is None else 2), start=1):
        target = _target(rng, title, measure, county)
        due = date(2022, 3, 31) + timedelta(days=rng.randint(0, 150))
        closed = rng.random() < 0.7  # noqa: PLR2004 seven of ten are said to be done
        share = 1.0 if closed else rng.uniform(0.55, 0.97)
        amount = None if target is None else round(target * share)
        yield (
            Terms(
                number=f"CN-{unit.region_code[2:]}-{place:02d}{rng.randint(10, 99)}",
                unit=unit,
                title=title,
                due_on=due if not closed else min(due, BUSINESS_DATE - timedelta(days=9)),
                target=target,
                measure=measure if target is not None else None,
                handler=f"演示经办{rng.randint(10, 40)}",
                measures="专人负责、倒排工期",
            ),
            Stated(
                status="已完成" if closed else "推进中",
                as_of=clock.today() - timedelta(days=rng.randint(1, 24)),
                acknowledged_on=date(2021, 5, 20) + timedelta(days=rng.randint(0, 18)),
                amount=amount,
                text=None if amount is not None else "持续推进",
            ),
        )


def _target(rng: Random, title: str, measure: Measure | None, county: County | None) -> int | None:
    if measure is None:
        return None
    if measure is Measure.HOMES and county is not None:
        return county.listed if "首次" in title else county.transfer
    return rng.randint(1_000, 6_000) if measure is Measure.HOMES else rng.randint(8, 60)


def _suffix(region: Region, name: str) -> str:
    if region.level is Level.PROVINCE:
        return "厅" if name in ("自然资源", "住房和城乡建设", "财政") else "局"
    return "办公室" if name == "人民防空" else "局"
