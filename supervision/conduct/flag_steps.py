"""The steps of a flag: who may take which, and what forbids it."""

from typing import Any

from sqlalchemy.orm import object_session

from supervision.conduct import rule_settings
from supervision.conduct.need_to_know import is_listed
from supervision.conduct.weighing import explained, from_complaints, not_addressed, unweighed
from supervision.labels import Labelled
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, elsewhere, last_taken_by, taken_by
from supervision.words import _


class FlagStatus(Labelled):
    OPEN = "open", "待研判"
    SENT = "sent", "核实中"
    REPLIED = "replied", "已回复"
    EXCEPTION_PROPOSED = "exception_proposed", "例外待批准"
    EXCEPTED = "excepted", "认可例外"
    DISMISSED = "dismissed", "已排除"
    MERGED = "merged", "已并入"
    UPHELD = "upheld", "核实属实"
    HANDED = "handed", "已转案管"
    LAPSED = "lapsed", "已消失"
    THROUGH = "through", "已逐条办结"


S = FlagStatus
UNJUDGED = (S.OPEN, S.SENT, S.REPLIED, S.EXCEPTION_PROPOSED)
#: What a person found to be so, and what a person found not to be so.
UPHELD, CLEARED = (S.UPHELD, S.HANDED), (S.DISMISSED, S.EXCEPTED)
JUDGES = (Role.INSPECTOR,)
#: Who may judge what stems from complaints, where they are on the complaint list (检举控告工作规则 art 47).
LISTED_JUDGES = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER)
HEADS = (Role.TASK_FORCE, Role.LEADER)


def set_the_rule(flag: Any, officer: Officer) -> str | None:
    """Who changes a rule's parameters does not judge what it finds."""
    session = object_session(flag)
    if session is None or not rule_settings.has_a_hand_in(session, flag.rule_code, officer):
        return None
    return _("您提出或批准过本规则的参数，须由未参与的其他人员或上一级办理。")


def judges_of(flag: Any) -> tuple[Role, ...]:
    return LISTED_JUDGES if flag.derived_from_complaint else JUDGES


def unlisted(flag: Any, officer: Officer) -> str | None:
    """What stems from complaints is judged by those on their list."""
    if is_listed(officer) or not flag.derived_from_complaint:
        return None
    return _("来自信访件的疑点，须由知情范围内的人员研判。")


def a_pattern(flag: Any, officer: Officer) -> str | None:
    """What stands for many is judged record by record, or in bulk, each with its own line."""
    return _("成片提示请在其中逐条或成批办理。") if flag.pattern else None


def told_of_already(flag: Any, officer: Officer) -> str | None:
    return _("已登记为单位自报：{number}", number=flag.self_report_no) if flag.self_reported else None


def by_hand(flag: Any, officer: Officer) -> str | None:
    """An exception ends by itself, on its day."""
    return None if officer.batch else _("例外到期后由系统自动恢复。")


_OFFICE = (elsewhere, a_pattern, set_the_rule)
_COMMON = (*_OFFICE, unlisted)
_AT_DESK = (S.OPEN, S.REPLIED)

WORKFLOW = Workflow(
    *(
        Step("weigh", "核对解释", at, at, by=LISTED_JUDGES, of=judges_of, unless=_COMMON)
        for at in (S.OPEN, S.SENT, S.REPLIED)
    ),
    *(
        Step(
            "open_staff", "查看经办人员", at, at, by=LISTED_JUDGES, of=judges_of, unless=(elsewhere, unlisted)
        )
        for at in (*_AT_DESK, S.SENT)
    ),
    Step("send_to_unit", "转责任单位核实", S.OPEN, S.SENT, by=JUDGES, unless=(*_OFFICE, from_complaints)),
    Step("reply", "登记回复", S.SENT, S.REPLIED, by=(*JUDGES, Role.UNIT), unless=(elsewhere, not_addressed)),
    *(
        Step("dismiss", "排除疑点", at, S.DISMISSED, by=LISTED_JUDGES, of=judges_of, unless=_COMMON)
        for at in _AT_DESK
    ),
    Step("uphold", "认定属实", S.REPLIED, S.UPHELD, by=JUDGES, unless=(*_OFFICE, explained, unweighed)),
    *(
        Step(
            "propose_exception",
            "提请认可例外",
            at,
            S.EXCEPTION_PROPOSED,
            by=LISTED_JUDGES,
            of=judges_of,
            unless=_COMMON,
        )
        for at in _AT_DESK
    ),
    Step(
        "except_it",
        "认可例外",
        S.EXCEPTION_PROPOSED,
        S.EXCEPTED,
        by=HEADS,
        unless=(elsewhere, set_the_rule, last_taken_by("提请", "propose_exception")),
    ),
    *(
        Step("mark_self_reported", "登记单位自报", at, at, by=JUDGES, unless=(*_COMMON, told_of_already))
        for at in (*_AT_DESK, S.SENT)
    ),
    Step("expire", "例外到期", S.EXCEPTED, S.OPEN, by=JUDGES, unless=(by_hand,)),
    Step("decline_exception", "不予认可", S.EXCEPTION_PROPOSED, S.OPEN, by=HEADS, unless=(elsewhere,)),
    Step("merge", "并入", S.OPEN, S.MERGED, by=LISTED_JUDGES, of=judges_of, unless=_COMMON),
    Step("split", "拆出", S.MERGED, S.OPEN, by=LISTED_JUDGES, of=judges_of, unless=_COMMON),
    *(
        Step(
            "hand_to_cases",
            "转案管",
            at,
            S.HANDED,
            by=HEADS,
            unless=(*_OFFICE, unweighed, explained, taken_by("weigh", "核对解释")),
        )
        for at in _AT_DESK
    ),
    Step(
        "overturn",
        "复判推翻",
        S.DISMISSED,
        S.OPEN,
        by=LISTED_JUDGES,
        of=judges_of,
        unless=(*_COMMON, taken_by("dismiss", "排除疑点")),
    ),
)
