"""The life of a 督办通知书 as a table: who may move it from where to where, and what forbids it (§5.2)."""

from typing import Any

from supervision.accountability.clue_consent import not_agreed
from supervision.labels import Labelled
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, elsewhere, last_taken_by
from supervision.words import _


class OrderStatus(Labelled):
    DRAFT = "draft", "起草"
    CHECKED = "checked", "已复核"
    SIGNED = "signed", "已签发"
    SERVED = "served", "待回复"
    REPLIED = "replied", "已回复"
    SATISFIED = "satisfied", "已办结"
    UNSATISFIED = "unsatisfied", "回复未采纳"
    DISCARDED = "discarded", "已作废"


S = OrderStatus
UNSIGNED = (S.DRAFT, S.CHECKED)
PENDING = (*UNSIGNED, S.SIGNED, S.SERVED, S.REPLIED)
WITH_UNIT = (S.SERVED, S.REPLIED, S.SATISFIED, S.UNSATISFIED)
DRAFTERS = (Role.INSPECTOR, Role.TASK_FORCE)
LEADERS = (Role.LEADER, Role.PRINCIPAL)


def of_another_unit(order: Any, officer: Officer) -> str | None:
    """Guard: a unit's account answers for its own unit only."""
    if not officer.is_unit or officer.unit_id == order.unit_id:
        return None
    return _("这是发给其他责任单位的文书。")


def of_another_office(order: Any, officer: Officer) -> str | None:
    """Guard: an order is the paper of the office that drafted it, from its number to its evaluation."""
    return None if officer.region_code == order.office_code else _("这是其他机关起草的文书。")


DRAFTED = last_taken_by("起草", "draft", "revise")
CHECKED = last_taken_by("复核", "check")

WORKFLOW = Workflow(
    Step("draft", "起草", S.DRAFT, S.DRAFT, by=DRAFTERS, unless=(elsewhere,)),
    Step("revise", "修改", S.DRAFT, S.DRAFT, by=DRAFTERS, unless=(of_another_office,)),
    Step("check", "复核", S.DRAFT, S.CHECKED, by=DRAFTERS, unless=(of_another_office, DRAFTED)),
    Step("send_back", "退回修改", S.CHECKED, S.DRAFT, by=DRAFTERS + LEADERS, unless=(of_another_office,)),
    Step("sign", "签发", S.CHECKED, S.SIGNED, by=LEADERS, unless=(of_another_office, DRAFTED, CHECKED)),
    Step("record_signature", "录入签发", S.CHECKED, S.SIGNED, by=DRAFTERS, unless=(of_another_office,)),
    *(
        Step("discard", "作废", s, S.DISCARDED, by=DRAFTERS + LEADERS, unless=(of_another_office,))
        for s in UNSIGNED
    ),
    Step("serve", "送达", S.SIGNED, S.SERVED, by=DRAFTERS, unless=(of_another_office, not_agreed)),
    Step(
        "reply",
        "登记回复",
        S.SERVED,
        S.REPLIED,
        by=(*DRAFTERS, Role.UNIT),
        unless=(elsewhere, of_another_unit),
    ),
    *(
        Step(
            verb,
            chinese,
            S.REPLIED,
            target,
            by=DRAFTERS + LEADERS,
            unless=(of_another_office, last_taken_by("登记回复", "reply")),
        )
        for verb, chinese, target in (
            ("accept_reply", "采纳回复", S.SATISFIED),
            ("reject_reply", "不采纳回复", S.UNSATISFIED),
        )
    ),
)
