"""What may happen to a complaint: one line an arrow (信访件办理流程)."""

from supervision.conduct.complaint_guards import (
    anonymous,
    duplicate,
    handled_by_another,
    not_duplicate,
    not_lower,
    not_outside,
    not_own,
    of_another_place,
    stepped_back,
    told,
)
from supervision.conduct.need_to_know import LISTED
from supervision.labels import Labelled
from supervision.office.people import Role
from supervision.office.workflow import Step, Workflow


class ComplaintStatus(Labelled):
    RECEIVED = "received", "已收到"
    REGISTERED = "registered", "已登记"
    ACCEPTED = "accepted", "已受理"
    HANDLING = "handling", "办理中"
    FORWARDED = "forwarded", "已转送下级"
    REFERRED = "referred", "已转有关单位"
    FILED = "filed", "留存备查"


S = ComplaintStatus
HERE = (of_another_place, stepped_back)
DESK = (Role.PETITIONS,)
TAKEN_UP = (S.ACCEPTED, S.HANDLING)
TOLD_AT_ONCE = (*DESK, Role.LEADER, Role.PRINCIPAL)
KNOWN = (S.REGISTERED, S.ACCEPTED, S.HANDLING, S.REFERRED)

WORKFLOW = Workflow(
    Step("register", "登记", S.RECEIVED, S.REGISTERED, by=DESK),
    Step("accept", "受理", S.REGISTERED, S.ACCEPTED, by=DESK, unless=(*HERE, not_own, duplicate)),
    Step("forward_down", "转送下级", S.REGISTERED, S.FORWARDED, by=DESK, unless=(*HERE, not_lower)),
    Step("refer_out", "转有关单位", S.REGISTERED, S.REFERRED, by=DESK, unless=(*HERE, not_outside)),
    Step("file_duplicate", "留存备查", S.REGISTERED, S.FILED, by=DESK, unless=(*HERE, not_duplicate)),
    *(
        Step("assign", "交办", at, S.HANDLING, by=(*DESK, Role.TASK_FORCE, Role.LEADER), unless=HERE)
        for at in TAKEN_UP
    ),
    *(
        Step("give_notice", "登记告知", at, at, by=DESK, unless=(*HERE, anonymous, duplicate, told))
        for at in (*TAKEN_UP, S.REFERRED)
    ),
    *(
        Step(
            "name_informant",
            "查看举报人",
            at,
            at,
            by=(*TOLD_AT_ONCE, Role.INSPECTOR),
            unless=(*HERE, handled_by_another, anonymous),
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
            unless=(*HERE, anonymous),
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
)
