"""Makes records for tests the way officers do: by taking the real steps."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.accountability.letters import Letter
from supervision.accountability.orders import Order, OrderStatus
from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.briefings.terms import Kind
from supervision.ciphers import make_pair
from supervision.conduct import clue_registering, redaction, scans
from supervision.conduct.categories import (
    Category,
    Channel,
    Finding,
    Identity,
    Jurisdiction,
    NoticeBy,
    ReturnReason,
)
from supervision.conduct.categories import Kind as ComplaintKind
from supervision.conduct.clue_registering import Told
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import AccusedPerson, ClueSource, FourForm, Result, TalkKind, Way
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.redaction import Redaction
from supervision.conduct.registering import register
from supervision.conduct.weighing import Reason as FlagReason
from supervision.conduct.weighing import Weight
from supervision.delivery.compounds import Compound, Source
from supervision.delivery.progress import ProgressReport
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.figures import Edition, Scope
from supervision.office import credentials, installation, networks
from supervision.office.files import StoredFile
from supervision.office.key_pairs import KeyPair
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.stamped_papers import StampedPaper
from supervision.office.units import Unit, UnitKind
from supervision.quantities import Measure
from supervision.responsibility.assignments import Assignment
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from supervision.responsibility.evidence import ProgressEntry
from supervision.responsibility.terms import Terms

PROVINCE, CITY, COUNTY, NEXT_COUNTY = "140000", "140300", "140302", "140303"
PASSWORD = "Shanxi-2022!"
#: The office's recovery key, private and public.
ENVELOPES = make_pair()
SOMEBODY = AccusedPerson("孙演示", "副主任")
_numbers = count(1)
At = ComplaintStatus


def officer(
    session: Session,
    *roles: Role,
    name: str = "李娜",
    region_code: str = PROVINCE,
    unit: Unit | None = None,
) -> Officer:
    """An officer with these posts; an inspector of the province where nothing is said."""
    held: Iterable[Role] = roles or (Role.INSPECTOR,)
    made = Officer.appoint(
        login=f"officer{next(_numbers)}",
        name=name,
        roles=held,
        region_code=region_code,
        unit_id=unit.id if unit else None,
    )
    session.add(made)
    session.flush()
    return made


def key_holder(session: Session, *roles: Role, name: str = "李娜", region_code: str = CITY) -> Officer:
    """An officer with a key pair under `PASSWORD`."""
    made = officer(session, *roles, name=name, region_code=region_code)
    session.add(KeyPair.make(made, PASSWORD))
    session.flush()
    return made


def unit(
    session: Session,
    name: str = "阳泉市自然资源局",
    *,
    region_code: str = CITY,
    kind: UnitKind = UnitKind.DEPARTMENT,
) -> Unit:
    made = Unit.enroll(
        region_code=region_code, name=name, kind=kind, duty="不动产登记相关职责", leader="演示甲"
    )
    session.add(made)
    session.flush()
    return made


def snapshot(
    session: Session,
    shape: Shape = Shape.TASK_LIST,
    *,
    region_code: str = CITY,
    by: Officer | None = None,
) -> Snapshot:
    """An accepted snapshot for rows that a test enters by hand."""
    kept = StoredFile.keep(session, name="样表.xlsx", data=f"sample {next(_numbers)}".encode())
    made = Snapshot(
        shape=shape,
        sheet="样表",
        region_code=region_code,
        sender="测试报送单位",
        as_of=clock.today(),
        accepted_at=clock.now(),
        rows_in=1,
        inserted=1,
        updated=0,
        unchanged=0,
        rejected=0,
        skipped=0,
        status=SnapshotStatus.ACCEPTED,
        file_id=kept.id,
        by_id=(by or officer(session)).id,
    )
    session.add(made)
    session.flush()
    return made


def compound(
    session: Session,
    number: str = "140302-0001",
    *,
    county_code: str = COUNTY,
    approved_homes: int | None = 100,
    included: bool | None = True,
    included_on: date | None = date(2021, 6, 2),
    source: Source | None = Source.SURVEY,
    approval_no: str | None = None,
    name: str = "演示小区",
    street: str | None = "演示街道",
) -> Compound:
    made = Compound(
        county_code=county_code,
        number=number,
        name=name,
        street=street,
        developer="虚构置业有限公司",
        approved_homes=approved_homes,
        included=included,
        included_on=included_on,
        source=source,
        approval_no=approval_no,
        snapshot_id=snapshot(session, region_code=county_code).id,
    )
    session.add(made)
    session.flush()
    return made


def progress(
    session: Session,
    county_code: str = COUNTY,
    *,
    listed: int | None = 400,
    first: int | None = 300,
    transfer: int | None = 200,
    households: int | None = 190,
    as_of: date | None = None,
    accepted: bool = False,
) -> ProgressReport:
    """A county's report; accepted by another officer if asked."""
    made = ProgressReport.submit(
        county_code=county_code,
        as_of=as_of or clock.today(),
        listed=listed,
        first=first,
        transfer=transfer,
        households=households,
    )
    session.add(made)
    session.flush()
    if accepted:
        made.accept(by=officer(session, Role.INSPECTOR, name="王强"))
    return made


def password(session: Session, officer: Officer, *, must_change: bool = False) -> str:
    """Give an officer the password that tests type; answers with it."""
    credentials.issue(session, officer, PASSWORD).must_change = must_change
    if not must_change:
        session.add(KeyPair.make(officer, PASSWORD))
    session.flush()
    return PASSWORD


def stored_file(session: Session, name: str = "扫描件.pdf") -> StoredFile:
    """A paper somebody scanned."""
    return StoredFile.keep_evidence(session, name=name, data=b"%PDF-1.4 " + name.encode())


def stamped_paper(session: Session, *, by: Officer, number: str = "阳自然资函〔2026〕3号") -> StampedPaper:
    """What a unit sent on paper, dated today."""
    made = StampedPaper.enter(number=number, dated_on=clock.today(), scan=stored_file(session), by=by)
    session.add(made)
    session.flush()
    return made


def terms(session: Session, number: str = "TY-0001", **changed: Any) -> Terms:
    """What a unit is to promise: 100 套 of first registration by the end of March, unless said otherwise."""
    said: dict[str, Any] = {
        "number": number,
        "title": "完成辖区纳入项目首次登记",
        "target": 100,
        "measure": Measure.HOMES,
        "due_on": date(2026, 3, 31),
        "handler": "演示乙",
        "measures": "专人负责、倒排工期",
    }
    unit_of_it = changed.pop("unit", None) or unit(session, f"测试责任单位{next(_numbers)}")
    return Terms(unit=unit_of_it, **(said | changed))


def entry(session: Session, *, by: Officer, amount: int | None = 100, evidence: bool = True) -> ProgressEntry:
    """What a unit says today, on stamped paper, with a file to show for it."""
    return ProgressEntry.say(
        amount=amount,
        as_of=clock.today(),
        text="已完成",
        files=[stored_file(session, "佐证.pdf")] if evidence else [],
        by=by,
        paper=None if by.is_unit else stamped_paper(session, by=by),
    )


def commitment(
    session: Session,
    status: CommitmentStatus = CommitmentStatus.ISSUED,
    number: str = "TY-0001",
    **changed: Any,
) -> Commitment:
    """A commitment that an office of three brought as far as this."""
    inspector, task_force = officer(session), officer(session, Role.TASK_FORCE, name="王强")
    leader = officer(session, Role.LEADER, name="赵敏")
    made = Commitment.draft(terms(session, number, **changed), by=inspector)
    session.add(made)
    session.flush()
    steps: dict[CommitmentStatus, Callable[[], None]] = {
        CommitmentStatus.ISSUED: lambda: made.issue(session, by=task_force),
        CommitmentStatus.ACKNOWLEDGED: lambda: made.acknowledge(
            by=inspector, leader="演示甲", paper=stamped_paper(session, by=inspector)
        ),
        CommitmentStatus.IN_PROGRESS: lambda: made.report(
            entry(session, by=inspector, amount=made.target and made.target // 2), by=inspector
        ),
        CommitmentStatus.CLOSE_REQUESTED: lambda: made.request_close(
            entry(session, by=inspector, amount=made.target), by=inspector
        ),
        CommitmentStatus.VERIFIED: lambda: made.verify(
            by=task_force, amount=made.target, finding="与原件一致"
        ),
        CommitmentStatus.CLOSED: lambda: made.close(by=leader),
    }
    for reached, take in steps.items():
        if made.status is status:
            break
        take()
        assert made.status is reached
    session.flush()
    return made


def letter(matter: str = "首次登记未按期完成", *requirements: str) -> Letter:
    return Letter(
        matter=matter,
        basis="专项行动工作安排",
        facts="截至今日申报完成 50套，登记台账核对 40套。",
        as_of=clock.today(),
        requirements=requirements or ("查明原因。", "书面回复。"),
    )


def written(order: Order) -> bytes:
    """What stands in for the Word document where a test is not about it."""
    return f"docx of {order.number}".encode()


def order(
    session: Session,
    status: OrderStatus = OrderStatus.DRAFT,
    *,
    commitment: Commitment | None = None,
    matter: str = "首次登记未按期完成",
    office_code: str = PROVINCE,
    to: Unit | None = None,
) -> Order:
    """A 督办通知书 that an office of three brought as far as this."""
    inspector = officer(session, region_code=office_code)
    task_force = officer(session, Role.TASK_FORCE, name="王强", region_code=office_code)
    leader = officer(session, Role.LEADER, name="赵敏", region_code=office_code)
    asked = to or (commitment.unit if commitment else unit(session, f"被督办单位{next(_numbers)}"))
    made = Order.draft(session, by=inspector, unit=asked, letter=letter(matter), commitment=commitment)
    steps: dict[OrderStatus, Callable[[], None]] = {
        OrderStatus.CHECKED: lambda: made.check(by=task_force),
        OrderStatus.SIGNED: lambda: made.sign(session, by=leader, write=written),
        OrderStatus.SERVED: lambda: made.serve(
            session,
            by=inspector,
            receiver="演示丁",
            on=clock.today(),
            receipt=stored_file(session, "送达回证.pdf"),
        ),
        OrderStatus.REPLIED: lambda: made.reply(
            by=inspector, words="已补办。", paper=stamped_paper(session, by=inspector)
        ),
        OrderStatus.SATISFIED: lambda: made.accept_reply(by=task_force, because="属实"),
    }
    for reached, take in steps.items():
        if made.status is status:
            break
        take()
        assert made.status is reached
    session.flush()
    return made


def briefing(
    session: Session,
    status: BriefingStatus = BriefingStatus.DRAFT,
    *,
    edition: Edition = Edition.UP,
    kind: Kind = Kind.WEEKLY,
    region_code: str = CITY,
    end: date | None = None,
    write: Callable[[Briefing], bytes] = lambda it: it.figures_digest.encode(),
) -> Briefing:
    """A briefing that an office of three brought as far as this; unless it can `write`, without Word."""
    inspector, task_force = officer(session), officer(session, Role.TASK_FORCE, name="王强")
    leader = officer(session, Role.LEADER, name="赵敏")
    last = end or clock.today()
    made = Briefing.draft(
        session, kind=kind, edition=edition, scope=Scope(region_code, kind.start(last), last), by=inspector
    )
    steps: dict[BriefingStatus, Callable[[], None]] = {
        BriefingStatus.CHECKED: lambda: made.check(by=task_force),
        BriefingStatus.ISSUED: lambda: made.sign(session, by=leader, write=write),
        BriefingStatus.RECALLED: lambda: made.recall(by=leader, because="数据有误"),
    }
    if status is not BriefingStatus.DRAFT:
        made.edit(by=inspector, problems="一是扛牢主体责任。个别县迟报。", next_steps="一是压实责任。")
    for reached, take in steps.items():
        if made.status is status:
            break
        take()
        assert made.status is reached
    session.flush()
    return made


def complaint(
    session: Session,
    status: ComplaintStatus = ComplaintStatus.REGISTERED,
    *,
    by: Officer | None = None,
    handler: Officer | None = None,
    region_code: str = CITY,
    county_code: str = COUNTY,
    jurisdiction: Jurisdiction = Jurisdiction.OWN,
    identity: Identity = Identity.REAL_NAME,
    category: Category = Category.EXTORTION,
    summary: str = "窗口要求反复补件，另收材料费。",
    **more: Any,
) -> Complaint:
    """A complaint received by a place's own petitions desk, brought as far as this."""
    desk = by or officer(session, Role.PETITIONS, name="周宁", region_code=region_code)
    told = {"name": "钱某某", "phone": "0353-0000000"} if identity is Identity.REAL_NAME else {}
    made = register(
        session,
        by=desk,
        jurisdiction=jurisdiction,
        channel=Channel.LETTER,
        kind=more.pop("kind", ComplaintKind.ACCUSATION),
        identity=identity,
        category=category,
        summary=summary,
        county_code=county_code,
        **(told | more),
    )
    for take in _steps_of_complaint(session, made, status, desk, handler):
        take()
    assert made.status is status
    session.flush()
    return made


def redacted(session: Session, letter: Complaint) -> Complaint:
    """The same, with what may leave the desk confirmed by whoever registered it."""
    Redaction.confirm(session, letter, redaction.suggested(letter), by=letter.history[0].by)
    return letter


def handed(session: Session, letter: Complaint) -> Complaint:
    """Ready to be given to a handler: confirmed once, where there is anything to be read."""
    return letter if letter.redacted_on or not networks.holds_content() else redacted(session, letter)


def _steps_of_complaint(
    session: Session, made: Complaint, status: ComplaintStatus, desk: Officer, handler: Officer | None
) -> list[Callable[[], object]]:
    """What an office does to bring a complaint as far as this."""
    place = made.region_code
    elsewhere: dict[ComplaintStatus, Callable[[], object]] = {
        At.FORWARDED: lambda: made.forward_down(to=session.get_one(Region, made.county_code), by=desk),
        At.REFERRED: lambda: made.refer_out(to="市信访局", by=desk),
        At.FILED: lambda: made.file_duplicate(by=desk),
        At.DESTROYED: lambda: made.pass_up(
            session, jurisdiction=Jurisdiction.HIGHER, envelope_no="FQ-2026-011", by=desk
        ),
    }
    if status is At.REGISTERED or status in elsewhere:
        return [elsewhere[status]] if status in elsewhere else []
    if status is At.ACCEPTED:
        return [lambda: made.accept(by=desk)]
    to = handler or officer(session, name="吴桐", region_code=place)
    seconds = (At.FED_BACK, At.ARCHIVED)
    second = officer(session, Role.TASK_FORCE, name="王强", region_code=place) if status in seconds else to
    leader = officer(session, Role.LEADER, name="赵敏", region_code=place) if status is At.ARCHIVED else to
    road: list[tuple[ComplaintStatus, Callable[[], object]]] = [
        (At.ACCEPTED, lambda: made.accept(by=desk)),
        (At.TRANSFERRED, lambda: handed(session, made).assign(to=to, by=desk)),
        (At.HANDLING, lambda: made.sign_for(by=to)),
    ]
    if status is At.RETURN_ASKED:
        return [
            *(take for _reached, take in road),
            lambda: made.ask_return(reason=ReturnReason.NOT_OURS, discussed_on=clock.today(), by=to),
        ]
    road.append(
        (
            At.CONCLUDED,
            lambda: made.conclude(session, finding=Finding.PARTLY, outcome="部分属实，已督促整改。", by=to),
        )
    )
    if made.identity is Identity.REAL_NAME:
        road += [
            (At.FED_BACK, lambda: made.give_notice(by=desk, method=NoticeBy.PHONE)),
            (
                At.FED_BACK,
                lambda: made.give_feedback(
                    by=to, second=second, method=NoticeBy.PHONE, words="已办结，部分属实。"
                ),
            ),
            (At.FED_BACK, lambda: made.countersign(by=second)),
        ]
    road.append((At.ARCHIVED, lambda: made.archive(by=leader)))
    order = [At.ACCEPTED, At.TRANSFERRED, At.HANDLING, At.CONCLUDED, At.FED_BACK, At.ARCHIVED]
    return [take for reached, take in road if order.index(reached) <= order.index(status)]


def batch(session: Session) -> Officer:
    """The account that acts where nobody asked."""
    made = Officer.appoint(
        login=f"batch{next(_numbers)}",
        name="批处理账号",
        roles=[Role.INSPECTOR],
        region_code=PROVINCE,
        batch=True,
    )
    session.add(made)
    session.flush()
    return made


def slip(flag: Flag) -> bytes:
    """What stands in for the Word document where a test is not about it."""
    return f"docx of {flag.number}".encode()


def flag(
    session: Session,
    status: FlagStatus = FlagStatus.OPEN,
    *,
    county_code: str = COUNTY,
    number: str | None = None,
    sent_to: Unit | None = None,
) -> Flag:
    """A compound added after the freeze, found by a scan, and the flag judged as far as this."""
    added = f"{county_code}-{next(_numbers):04d}" if number is None else number
    compound(session, added, county_code=county_code, included_on=date(2021, 9, 30))
    scans.evaluate(session, counties=[county_code], today=clock.today())
    made = session.scalars(select(Flag).where(Flag.subject == added)).one()
    inspector = officer(session, region_code=county_code)
    if status in (FlagStatus.SENT, FlagStatus.REPLIED):
        made.send_to_unit(
            session,
            to=sent_to or unit(session, f"被核实单位{next(_numbers)}"),
            by=inspector,
            request="请说明追加纳入的依据。",
            write=slip,
        )
    if status is FlagStatus.REPLIED:
        made.reply(by=inspector, text="系申报项目，申报号漏录。", paper=stamped_paper(session, by=inspector))
    if status is FlagStatus.DISMISSED:
        made.dismiss(by=inspector, reason=FlagReason.WRONG_ENTRY, because="纳入时间录错。")
    if status is FlagStatus.HANDED:
        weighed(made, by=inspector)
        head = officer(session, Role.TASK_FORCE, name="王强", region_code=county_code)
        made.hand_to_cases(by=head, because="三项解释均不成立。")
    assert made.status is status
    session.flush()
    return made


def weighed(flag: Flag, *, by: Officer | None = None) -> Flag:
    """The same flag, no innocent explanation of which holds."""
    for place in range(len(flag.weights)):
        flag.weigh(place, Weight.FAILS, by=by or flag.history[0].by)
    return flag


def assignment(session: Session, *drafts: Commitment) -> Assignment:
    """Drafts of one unit, handed over today; one of them where nothing is said."""
    drafted = drafts or (commitment(session, CommitmentStatus.DRAFT),)
    task_force = officer(session, Role.TASK_FORCE, name="王强")
    return Assignment.issue(session, drafted, by=task_force, write=lambda it: it.number.encode())


def clue(
    session: Session,
    status: ClueStatus = ClueStatus.REGISTERED,
    *,
    way: Way = Way.PRELIM,
    handler: Officer | None = None,
    region_code: str = CITY,
    summary: str = "反映办证窗口另收费用。",
    accused: AccusedPerson = SOMEBODY,
    **told: Any,
) -> Clue:
    """A clue that an office of four brought as far as this, by one of the four disposals."""
    desk = officer(session, Role.CASES, name="冯案管", region_code=region_code)
    inspector = handler or officer(session, name="吴桐", region_code=region_code)
    leader = officer(session, Role.LEADER, name="赵敏", region_code=region_code)
    principal = officer(session, Role.PRINCIPAL, name="陈书记", region_code=region_code)
    said = {"jurisdiction": Jurisdiction.OWN, "source": ClueSource.AUDIT} | told
    made = clue_registering.register(session, Told(summary=summary, accused=accused, **said), by=desk)
    begin: dict[Way, tuple[ClueStatus, Callable[[], None]]] = {
        Way.TALK: (ClueStatus.TALKING, lambda: made.talk(session, by=inspector, kind=TalkKind.TALK)),
        Way.PRELIM: (ClueStatus.VERIFYING, lambda: made.verify(session, by=inspector)),
        Way.HOLD: (ClueStatus.HELD, lambda: made.put_on_hold(session, by=inspector)),
        Way.CLOSE: (ClueStatus.CLOSING, lambda: made.close(by=inspector)),
    }
    begun, start = begin[way]

    def conclude() -> None:
        if way is Way.TALK:
            made.record_answer(session, by=inspector, on=clock.today())
        made.conclude(by=inspector, result=Result.REMINDED, form=FourForm.FIRST, finding="部分属实。")

    steps: dict[ClueStatus, Callable[[], None]] = {
        ClueStatus.DISTRIBUTION_PROPOSED: lambda: made.propose_distribution(
            to=inspector, department="第一监督检查室", opinion="拟交第一监督检查室办理。", by=desk
        ),
        ClueStatus.DISTRIBUTED: lambda: made.approve_distribution(by=principal, opinion="同意。"),
        ClueStatus.SIGNED_FOR: lambda: made.sign_for(session, by=inspector),
        ClueStatus.STUDIED: lambda: made.study(by=inspector, finding="具有可查性。"),
        ClueStatus.PROPOSED: lambda: made.propose(by=inspector, way=way, opinion=f"建议{way.chinese}。"),
        ClueStatus.STUDIED_TOGETHER: lambda: made.study_together(
            by=inspector, minutes_no="阳纪会纪〔2026〕3号", on=clock.today(), opinion="会议同意。"
        ),
        ClueStatus.ENDORSED: lambda: made.endorse(by=leader, opinion="同意。"),
        ClueStatus.APPROVED: lambda: made.approve_disposal(by=principal, opinion="同意。"),
        begun: start,
        ClueStatus.OUTCOME: conclude,
        ClueStatus.ARCHIVED: lambda: made.archive(by=desk),
    }
    for reached, take in steps.items():
        if made.status is status:
            break
        take()
        assert made.status is reached
    assert made.status is status
    session.flush()
    return made


def opened_today(session: Session) -> None:
    """The office is as old as the test: no job has an hour of before to make good."""
    installation.current(session).made_at = clock.machine_now()
    session.commit()
