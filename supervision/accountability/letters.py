"""What our letters say: matter, basis, facts at a day, requirements. Their text is Chinese whoever drafts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import wording
from supervision.delivery import campaigns
from supervision.errors import Refused
from supervision.office.lamps import Lamp
from supervision.responsibility import cross_checks
from supervision.responsibility.assignments import Assignment
from supervision.responsibility.commitments import Commitment
from supervision.words import _, speaking


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The wording, complete: each requirement is one line of a numbered list."""

    matter: str
    basis: str
    facts: str
    as_of: date
    requirements: tuple[str, ...]
    contact: str | None = None

    def __post_init__(self) -> None:
        if not (self.matter.strip() and self.basis.strip() and self.facts.strip()):
            raise Refused(_("督办事项、依据、事实都须填写。"))
        if not self.requirements:
            raise Refused(_("请至少写一条督办要求。"))
        if self.as_of > clock.today():
            raise Refused(_("数据截止日期不能晚于今天。"))
        for words in (self.matter, self.facts, *self.requirements):
            wording.require(words)


def lines(text: str) -> tuple[str, ...]:
    """Requirements as an officer types them, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def about(session: Session, commitment: Commitment) -> Letter:
    """A first draft about a commitment, its figures as they stand today; people go on writing from here."""
    with speaking("zh"):
        campaign = campaigns.current(session)
        late, on_time = "“{title}”未按期完成", "“{title}”办理情况"
        return Letter(
            matter=_(late if commitment.is_overdue(clock.today()) else on_time, title=commitment.title),
            basis=_basis(session, commitment, campaign.name),
            facts="".join(_facts(session, commitment, clock.today())),
            as_of=clock.today(),
            requirements=_requirements(session, commitment),
        )


def _basis(session: Session, commitment: Commitment, campaign: str) -> str:
    """The assignment it was issued with; for what was entered from a list, that list."""
    assigned = session.get(Assignment, commitment.assignment_id) if commitment.assignment_id else None
    if assigned is None:
        return _(
            "{campaign}工作安排、承诺事项清单（编号 {number}）", campaign=campaign, number=commitment.number
        )
    return _(
        "{campaign}工作安排、责任单位任务交办单（编号 {number}）", campaign=campaign, number=assigned.number
    )


def _requirements(session: Session, commitment: Commitment) -> tuple[str, ...]:
    said = [_("逐项列出未完成的内容，查明原因，明确责任领导、责任人和完成时限。")]
    check = cross_checks.of(session, commitment)
    if check and check.lamp is Lamp.RED:
        said.append(_("对申报数与登记台账核对数不一致的，逐套核对并书面说明。"))
    said.append(_("按期书面回复办理情况，附佐证材料。"))
    return tuple(said)


def _facts(session: Session, commitment: Commitment, today: date) -> list[str]:
    unit, wanted = commitment.unit.full_name, commitment.wanted
    said = [
        _(
            "{unit}承诺事项“{title}”（编号 {number}）",
            unit=unit,
            title=commitment.title,
            number=commitment.number,
        )
    ]
    if wanted.amount is not None:
        said.append(_("，目标{target}", target=wanted))
    said.append(_("，完成时限{day}", day=_day(commitment.due_on)))
    if commitment.extended_to:
        said.append(_("，延至{day}", day=_day(commitment.extended_to)))
    said.append(_("，责任领导{name}。", name=commitment.leader or _("待核")))
    if (claim := commitment.claim) is not None:
        said.append(_("截至{day}，申报完成{claimed}", day=_day(claim.as_of), claimed=commitment.claimed))
        if check := cross_checks.of(session, commitment):
            said.append(_("，所在地区登记台账核对{verified}", verified=check.verified))
            if (over := check.difference.amount) and over > 0:
                said.append(_("，申报比核对多{n}", n=check.difference))
        said.append("。")
    else:
        said.append(_("截至{day}，未见申报完成数量。", day=_day(today)))
    if commitment.is_overdue(today) and (left := commitment.days_left(today)):
        said.append(_("至{day}已超期{n}天。", day=_day(today), n=-left))
    return said


def _day(day: date | None) -> str:
    return _("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day) if day else _("待核")
