"""The life of a commitment as a table: who may move it from where to where, and what forbids it (§5.2)."""

from typing import Any

from supervision.labels import Labelled
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, elsewhere, last_taken_by
from supervision.responsibility import extensions
from supervision.words import _


class CommitmentStatus(Labelled):
    DRAFT = "draft", "起草"
    ISSUED = "issued", "已交办"
    ACKNOWLEDGED = "acknowledged", "已认领"
    IN_PROGRESS = "in_progress", "办理中"
    CLOSE_REQUESTED = "close_requested", "申请销号"
    VERIFIED = "verified", "已核实"
    CLOSED = "closed", "已销号"
    RETURNED = "returned", "退回补正"
    REOPENED = "reopened", "重新办理"
    WITHDRAWN = "withdrawn", "已撤回"


S = CommitmentStatus
WITH_UNIT = (S.ISSUED, S.ACKNOWLEDGED, S.IN_PROGRESS, S.RETURNED, S.REOPENED)
WITH_OFFICE = (S.CLOSE_REQUESTED, S.VERIFIED)
OPEN = (*WITH_UNIT, *WITH_OFFICE)
STANDING = (*OPEN, S.CLOSED)
UNDER_WAY = (S.ACKNOWLEDGED, S.IN_PROGRESS, S.RETURNED, S.REOPENED)

CHECKERS = (Role.INSPECTOR, Role.TASK_FORCE)
LEADERS = (Role.LEADER, Role.PRINCIPAL)
ENTRANTS = (*CHECKERS, Role.UNIT)


def of_another_unit(commitment: Any, officer: Officer) -> str | None:
    """Guard: a unit's account acts for its own unit only."""
    if not officer.is_unit or officer.unit_id == commitment.unit_id:
        return None
    return _("这是其他责任单位的事项。")


def without_evidence(commitment: Any, _officer: Officer) -> str | None:
    return None if commitment.files else _("尚无佐证材料，请责任单位补充后再核实。")


def held(commitment: Any, officer: Officer) -> str | None:
    """An open doubt holds a commitment; a unit is not told which."""
    if commitment.held_because is None:
        return None
    return _("已暂缓销号。") if officer.is_unit else _("已暂缓销号：{why}", why=commitment.held_because)


def not_held(commitment: Any, _officer: Officer) -> str | None:
    return None if commitment.held_because else _("本件没有暂缓。")


def already_held(commitment: Any, _officer: Officer) -> str | None:
    return _("本件已经暂缓。") if commitment.held_because else None


def extension_asked(commitment: Any, _officer: Officer) -> str | None:
    return _("已有一次延期申请待批。") if commitment.pending_extension else None


def no_extension_asked(commitment: Any, _officer: Officer) -> str | None:
    return None if commitment.pending_extension else _("没有待批的延期申请。")


def extended_often_enough(commitment: Any, _officer: Officer) -> str | None:
    granted = commitment.times_extended
    if granted < extensions.MOST:
        return None
    return _("已延期 {n} 次，本专项最多 {most} 次。", n=granted, most=extensions.MOST)


def no_date_to_extend(commitment: Any, _officer: Officer) -> str | None:
    return None if commitment.due_on else _("原定时限待核，先补录时限再申请延期。")


def dated(commitment: Any, _officer: Officer) -> str | None:
    return _("首次时限已登记，不得改写；确需延后的，走延期申请。") if commitment.due_on else None


HERE = (elsewhere, of_another_unit)

WORKFLOW = Workflow(
    Step("draft", "起草", S.DRAFT, S.DRAFT, by=CHECKERS, unless=HERE),
    Step("enter", "按台账登记", S.DRAFT, S.ISSUED, by=CHECKERS, unless=HERE),
    Step("issue", "交办", S.DRAFT, S.ISSUED, by=(Role.TASK_FORCE,), unless=HERE),
    Step("acknowledge", "认领", S.ISSUED, S.ACKNOWLEDGED, by=ENTRANTS, unless=HERE),
    *(Step("report", "填报进展", s, S.IN_PROGRESS, by=ENTRANTS, unless=HERE) for s in UNDER_WAY),
    *(
        Step("attach", "补充佐证", s, s, by=ENTRANTS, unless=HERE)
        for s in (S.IN_PROGRESS, S.RETURNED, S.REOPENED, S.CLOSE_REQUESTED)
    ),
    *(Step("request_close", "申请销号", s, S.CLOSE_REQUESTED, by=ENTRANTS, unless=HERE) for s in UNDER_WAY),
    Step(
        "verify",
        "核实",
        S.CLOSE_REQUESTED,
        S.VERIFIED,
        by=CHECKERS,
        unless=(*HERE, last_taken_by("申报销号", "request_close"), without_evidence),
    ),
    *(Step("send_back", "退回补正", s, S.RETURNED, by=CHECKERS + LEADERS, unless=HERE) for s in WITH_OFFICE),
    Step(
        "close",
        "销号",
        S.VERIFIED,
        S.CLOSED,
        by=LEADERS,
        unless=(*HERE, last_taken_by("核实", "verify"), last_taken_by("申报销号", "request_close"), held),
    ),
    *(
        Step(
            "ask_extension",
            "申请延期",
            s,
            s,
            by=ENTRANTS,
            unless=(*HERE, no_date_to_extend, extension_asked, extended_often_enough),
        )
        for s in UNDER_WAY
    ),
    *(
        Step(
            verb,
            chinese,
            s,
            s,
            by=LEADERS,
            unless=(elsewhere, no_extension_asked, last_taken_by("申请延期", "ask_extension")),
        )
        for verb, chinese in (("grant_extension", "批准延期"), ("deny_extension", "不批准延期"))
        for s in OPEN
    ),
    *(Step("supply_date", "补录时限", s, s, by=CHECKERS, unless=(elsewhere, dated)) for s in OPEN),
    *(Step("restate", "按台账更新", s, s, by=CHECKERS, unless=(elsewhere,)) for s in STANDING),
    *(Step("hold", "暂缓销号", s, s, by=CHECKERS, unless=(elsewhere, already_held)) for s in OPEN),
    *(Step("release", "解除暂缓", s, s, by=CHECKERS, unless=(elsewhere, not_held)) for s in OPEN),
    Step("look_back", "回头看", S.CLOSED, S.CLOSED, by=CHECKERS, unless=(elsewhere,)),
    Step("reopen", "重新打开", S.CLOSED, S.REOPENED, by=(Role.TASK_FORCE, *LEADERS), unless=(elsewhere,)),
    *(Step("withdraw", "撤回", s, S.WITHDRAWN, by=CHECKERS, unless=(elsewhere,)) for s in (S.DRAFT, *OPEN)),
)
#: Steps whose notes are the office's own words, not addressed to the unit.
OFFICE_WORDS = frozenset({"draft", "enter", "verify", "close", "restate"})
# What a unit's account may not read of the history: it may come from a complaint.
CONFIDENTIAL = frozenset({"hold", "release", "reopen", "look_back"})
