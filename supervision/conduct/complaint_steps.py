"""What may happen to a complaint: one line an arrow (信访件办理流程)."""

from supervision.conduct import clock_steps
from supervision.conduct.apart_guards import off_the_list
from supervision.conduct.apart_steps import apart_steps
from supervision.conduct.complaint_guards import (
    anonymous,
    duplicate,
    handled_by_another,
    leader_first,
    linked,
    not_duplicate,
    not_kept,
    not_lower,
    not_outside,
    not_own,
    not_the_handler,
    not_the_second,
    of_another_place,
    receipted,
    second_named_and_signed,
    stepped_back,
    told,
    unanswered,
    unparted,
    unredacted,
    untold,
    unverified,
    without_evidence,
    without_feedback,
    without_objection,
)
from supervision.conduct.need_to_know import LISTED
from supervision.conduct.words_grants import KEEPERS, ungranted
from supervision.labels import Labelled
from supervision.office.people import Role
from supervision.office.workflow import Step, Workflow, last_taken_by, taken_by


class ComplaintStatus(Labelled):
    RECEIVED = "received", "已收到"
    REGISTERED = "registered", "已登记"
    ACCEPTED = "accepted", "已受理"
    TRANSFERRED = "transferred", "已交办"
    HANDLING = "handling", "办理中"
    RETURN_ASKED = "return_asked", "已提出退回"
    CONCLUDED = "concluded", "已办结"
    FED_BACK = "fed_back", "已反馈"
    ARCHIVED = "archived", "已归档"
    FORWARDED = "forwarded", "已转送下级"
    REFERRED = "referred", "已转有关单位"
    FILED = "filed", "留存备查"
    DESTROYED = "destroyed", "已改为径送"


S = ComplaintStatus
HERE = (of_another_place, off_the_list, stepped_back)
DESK = (Role.PETITIONS,)
HANDLERS = (Role.INSPECTOR,)
#: Whoever checks what a handler did (查管分离): never the one who registered it, never the handler.
VERIFIERS = (Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
MINE = (*HERE, not_the_handler)
RECEIVER = taken_by("register", "登记")
CONCLUDER = taken_by("conclude", "办结")
ASKER = last_taken_by("提出退回", "ask_return")
#: What keeps one officer from a step and not another.
PERSONAL = (*MINE, RECEIVER, CONCLUDER, ASKER)
#: Accepted and not concluded.
TAKEN_UP = (S.ACCEPTED, S.TRANSFERRED, S.HANDLING, S.RETURN_ASKED)
CLOSING = (S.CONCLUDED, S.FED_BACK)
#: Nothing more is to be done here.
PASSED = (S.FORWARDED, S.REFERRED)
OPEN = (S.REGISTERED, *TAKEN_UP, *CLOSING)
TOLD_AT_ONCE = (*DESK, Role.LEADER, Role.PRINCIPAL)
KNOWN = (S.REGISTERED, *TAKEN_UP, *CLOSING, S.REFERRED)
#: As long as there is anything to be kept apart.
KEPT: tuple[ComplaintStatus, ...] = tuple(at for at in S if at not in (S.RECEIVED, S.DESTROYED))
ASSIGNED = {
    S.ACCEPTED: S.TRANSFERRED,
    S.TRANSFERRED: S.TRANSFERRED,
    S.HANDLING: S.TRANSFERRED,
    S.CONCLUDED: S.CONCLUDED,
    S.FED_BACK: S.FED_BACK,
}

WORKFLOW: Workflow[ComplaintStatus] = Workflow(
    Step("register", "登记", S.RECEIVED, S.REGISTERED, by=DESK),
    Step("accept", "受理", S.REGISTERED, S.ACCEPTED, by=DESK, unless=(*HERE, not_own, duplicate)),
    Step("forward_down", "转送下级", S.REGISTERED, S.FORWARDED, by=DESK, unless=(*HERE, not_lower)),
    Step("refer_out", "转有关单位", S.REGISTERED, S.REFERRED, by=DESK, unless=(*HERE, not_outside)),
    *(
        Step("enter_receipt", "登记回执", at, at, by=DESK, unless=(of_another_place, receipted))
        for at in PASSED
    ),
    *(Step("pass_part", "分转", at, at, by=DESK, unless=HERE) for at in (*OPEN, *PASSED)),
    *(Step("receive_part", "登记分转回执", at, at, by=DESK, unless=HERE) for at in (*OPEN, *PASSED)),
    Step("link", "认定重复件", S.REGISTERED, S.REGISTERED, by=DESK, unless=(*HERE, linked)),
    Step("file_duplicate", "留存备查", S.REGISTERED, S.FILED, by=DESK, unless=(*HERE, not_duplicate)),
    *(
        Step("unlink", "解除重复", at, S.REGISTERED, by=DESK, unless=(*HERE, not_duplicate))
        for at in (S.REGISTERED, S.FILED)
    ),
    *(
        Step(
            "correct_received",
            "更正收到日期",
            at,
            at,
            by=(*DESK, Role.LEADER, Role.PRINCIPAL),
            unless=(*HERE, RECEIVER, told),
        )
        for at in (S.REGISTERED, *TAKEN_UP)
    ),
    Step("correct_level", "更正管理权限", S.REGISTERED, S.REGISTERED, by=DESK, unless=HERE),
    *(
        Step(
            "assign",
            "交办",
            at,
            then,
            by=(*DESK, Role.TASK_FORCE, Role.LEADER),
            unless=(*HERE, unredacted),
        )
        for at, then in ASSIGNED.items()
    ),
    Step("sign_for", "签收", S.TRANSFERRED, S.HANDLING, by=HANDLERS, unless=MINE),
    *(
        Step("give_notice", "登记告知", at, at, by=DESK, unless=(*HERE, anonymous, duplicate, told))
        for at in (*TAKEN_UP, S.CONCLUDED, S.REFERRED)
    ),
    *(
        Step("miss_informant", "登记未联系上", at, at, by=DESK, unless=(*HERE, anonymous, duplicate, told))
        for at in (*TAKEN_UP, S.REFERRED)
    ),
    Step(
        "miss_informant",
        "登记未联系上",
        S.CONCLUDED,
        S.CONCLUDED,
        by=HANDLERS,
        unless=(*MINE, anonymous),
    ),
    Step(
        "conclude",
        "办结",
        S.HANDLING,
        S.CONCLUDED,
        by=HANDLERS,
        unless=(*MINE, RECEIVER, unverified),
    ),
    Step(
        "give_feedback",
        "登记反馈",
        S.CONCLUDED,
        S.FED_BACK,
        by=HANDLERS,
        unless=(*MINE, anonymous, duplicate, untold),
    ),
    Step(
        "name_second",
        "改请第二签名人",
        S.FED_BACK,
        S.FED_BACK,
        by=HANDLERS,
        unless=(*MINE, second_named_and_signed),
    ),
    Step(
        "countersign",
        "第二人签名",
        S.FED_BACK,
        S.FED_BACK,
        by=(*HANDLERS, Role.TASK_FORCE, Role.LEADER),
        unless=(*HERE, not_the_second, second_named_and_signed),
    ),
    Step(
        "object",
        "登记异议",
        S.FED_BACK,
        S.FED_BACK,
        by=(*DESK, *HANDLERS),
        unless=(*HERE, handled_by_another),
    ),
    Step("explain", "说明异议", S.FED_BACK, S.FED_BACK, by=HANDLERS, unless=(*MINE, without_objection)),
    *(
        Step(
            "take_evidence",
            "登记新证据",
            at,
            then,
            by=(*DESK, *HANDLERS),
            unless=(*HERE, handled_by_another),
        )
        for at, then in (
            (S.TRANSFERRED, S.TRANSFERRED),
            (S.HANDLING, S.HANDLING),
            (S.CONCLUDED, S.CONCLUDED),
            (S.FED_BACK, S.HANDLING),
        )
    ),
    *(
        Step("verify_evidence", "登记核查结果", at, at, by=HANDLERS, unless=(*MINE, without_evidence))
        for at in (S.HANDLING, *CLOSING)
    ),
    *(
        Step("ask_return", "提出退回", at, S.RETURN_ASKED, by=HANDLERS, unless=MINE)
        for at in (S.TRANSFERRED, S.HANDLING)
    ),
    *(
        Step(
            verb,
            chinese,
            S.RETURN_ASKED,
            then,
            by=(Role.LEADER, Role.PRINCIPAL),
            unless=(*HERE, ASKER, leader_first),
        )
        for verb, chinese, then in (
            ("approve_return", "同意退回", S.ACCEPTED),
            ("refuse_return", "不同意退回", S.HANDLING),
        )
    ),
    *(
        Step(
            "archive",
            "归档",
            at,
            S.ARCHIVED,
            by=VERIFIERS,
            unless=(*HERE, RECEIVER, CONCLUDER, without_feedback, unanswered, unparted),
        )
        for at in CLOSING
    ),
    *clock_steps.steps(KNOWN, unless=HERE, restarters=(*DESK, *HANDLERS)),
    *(Step("pass_up", "改为径送", at, S.DESTROYED, by=DESK, unless=HERE) for at in (*OPEN, *PASSED, S.FILED)),
    *(
        Step(
            "name_informant",
            "查看举报人",
            at,
            at,
            by=(*TOLD_AT_ONCE, Role.INSPECTOR),
            unless=(*HERE, handled_by_another, anonymous, not_kept),
        )
        for at in KNOWN
    ),
    *(
        Step(
            "share_informant",
            "准予查看举报人",
            at,
            at,
            by=TOLD_AT_ONCE,
            unless=(*HERE, anonymous, not_kept),
        )
        for at in KNOWN
    ),
    *(
        Step(
            "step_back",
            "声明回避",
            at,
            at,
            by=(*LISTED, Role.INSPECTOR),
            unless=(*HERE, handled_by_another),
        )
        for at in KNOWN
    ),
    *(
        Step(
            "read_words",
            "查看来件原文",
            at,
            at,
            by=(*LISTED, Role.INSPECTOR, Role.CASES),
            unless=(*HERE, handled_by_another, not_kept, ungranted),
        )
        for at in KEPT
    ),
    *(Step("share_words", "准予查看原文", at, at, by=KEEPERS, unless=(*HERE, not_kept)) for at in KEPT),
    *apart_steps(KEPT),
)
