"""What may happen to a clue: one line an arrow (问题线索管理处置流程, domain.md §5.2)."""

from supervision.conduct import clock_steps
from supervision.conduct.clue_guards import (
    content_gone,
    handled_by_another,
    kept_from,
    not_on_the_list,
    nothing_to_report,
    of_another_place,
    other_way,
    somebody_endorses,
    unreported,
)
from supervision.conduct.clue_lists import HANDLERS, LISTED
from supervision.conduct.clue_terms import Way
from supervision.labels import Labelled
from supervision.office.people import Role
from supervision.office.workflow import Step, Workflow, last_taken_by


class ClueStatus(Labelled):
    RECEIVED = "received", "待登记"
    REGISTERED = "registered", "已登记"
    DISTRIBUTION_PROPOSED = "distribution_proposed", "待批准分办"
    DISTRIBUTED = "distributed", "待签收"
    SIGNED_FOR = "signed_for", "已签收"
    STUDIED = "studied", "已研判"
    PROPOSED = "proposed", "待集体研究"
    STUDIED_TOGETHER = "studied_together", "待审核"
    ENDORSED = "endorsed", "待批准处置"
    APPROVED = "approved", "已批准处置"
    TALKING = "talking", "谈话函询中"
    VERIFYING = "verifying", "初步核实中"
    HELD = "held", "暂存待查"
    CLOSING = "closing", "予以了结"
    OUTCOME = "outcome", "已有结果"
    ARCHIVED = "archived", "已归档"
    LEFT = "left", "已立案移出"
    PASSED_UP = "passed_up", "已移送有权机关"


S = ClueStatus
APART = (of_another_place, kept_from)
HERE = (*APART, content_gone)
MINE = (*HERE, handled_by_another)
DESK = (Role.CASES,)
SENDERS = (Role.PETITIONS, Role.INSPECTOR, Role.LEADER)
#: What an office still answers for: until then no unit hears of it without 案管 (§5.2).
OPEN: tuple[ClueStatus, ...] = tuple(one for one in S if one not in (S.ARCHIVED, S.LEFT, S.PASSED_UP))
NUMBERED: tuple[ClueStatus, ...] = tuple(one for one in OPEN if one is not S.RECEIVED)
UNASSIGNED = (S.RECEIVED, S.REGISTERED, S.DISTRIBUTION_PROPOSED)
WITH_HANDLER: tuple[ClueStatus, ...] = tuple(one for one in OPEN if one not in (*UNASSIGNED, S.OUTCOME))
BEGUN = (S.TALKING, S.VERIFYING, S.CLOSING)
PROPOSER = last_taken_by("提出处置建议", "propose")

WORKFLOW: Workflow[ClueStatus] = Workflow(
    Step("hand_in", "移送案管", S.RECEIVED, S.RECEIVED, by=SENDERS),
    Step("register", "登记", S.RECEIVED, S.REGISTERED, by=DESK, unless=HERE),
    Step(
        "propose_distribution",
        "提出分办意见",
        S.REGISTERED,
        S.DISTRIBUTION_PROPOSED,
        by=DESK,
        unless=HERE,
    ),
    Step(
        "return_distribution",
        "退回分办意见",
        S.DISTRIBUTION_PROPOSED,
        S.REGISTERED,
        by=(Role.PRINCIPAL,),
        unless=HERE,
    ),
    Step(
        "approve_distribution",
        "批准分办",
        S.DISTRIBUTION_PROPOSED,
        S.DISTRIBUTED,
        by=(Role.PRINCIPAL,),
        unless=(*HERE, last_taken_by("提出分办意见", "propose_distribution")),
    ),
    Step("sign_for", "签收", S.DISTRIBUTED, S.SIGNED_FOR, by=HANDLERS, unless=MINE),
    *(
        Step("decline", "退回案管", at, S.REGISTERED, by=HANDLERS, unless=MINE)
        for at in (S.DISTRIBUTED, S.SIGNED_FOR, S.STUDIED)
    ),
    Step("study", "研判", S.SIGNED_FOR, S.STUDIED, by=HANDLERS, unless=MINE),
    Step("propose", "提出处置建议", S.STUDIED, S.PROPOSED, by=HANDLERS, unless=MINE),
    Step(
        "study_together",
        "登记集体研究",
        S.PROPOSED,
        S.STUDIED_TOGETHER,
        by=(*HANDLERS, Role.LEADER),
        unless=(*HERE, not_on_the_list),
    ),
    *(
        Step(
            "return_proposal",
            "退回处置建议",
            at,
            S.STUDIED,
            by=(Role.LEADER, Role.PRINCIPAL),
            unless=HERE,
        )
        for at in (S.PROPOSED, S.STUDIED_TOGETHER, S.ENDORSED)
    ),
    Step(
        "endorse",
        "审核处置建议",
        S.STUDIED_TOGETHER,
        S.ENDORSED,
        by=(Role.LEADER,),
        unless=(*HERE, PROPOSER),
    ),
    Step(
        "approve_disposal",
        "批准处置",
        S.ENDORSED,
        S.APPROVED,
        by=(Role.PRINCIPAL,),
        unless=(*HERE, PROPOSER, last_taken_by("审核处置建议", "endorse")),
    ),
    Step(
        "approve_disposal",
        "批准处置",
        S.STUDIED_TOGETHER,
        S.APPROVED,
        by=(Role.PRINCIPAL,),
        unless=(*HERE, PROPOSER, somebody_endorses),
    ),
    *(
        Step(verb, chinese, S.APPROVED, target, by=HANDLERS, unless=(*MINE, other_way(way)))
        for verb, chinese, target, way in (
            ("talk", "开展谈话函询", S.TALKING, Way.TALK),
            ("verify", "开展初步核实", S.VERIFYING, Way.PRELIM),
            ("put_on_hold", "转入暂存待查", S.HELD, Way.HOLD),
            ("close", "办理了结", S.CLOSING, Way.CLOSE),
        )
    ),
    Step("record_answer", "登记谈话或回函", S.TALKING, S.TALKING, by=HANDLERS, unless=MINE),
    Step("review_hold", "复核暂存", S.HELD, S.HELD, by=HANDLERS, unless=MINE),
    *(
        Step("take_up_again", "重新研判", at, S.STUDIED, by=HANDLERS, unless=MINE)
        for at in (S.HELD, S.TALKING, S.VERIFYING)
    ),
    *(Step("conclude", "登记处置结果", at, S.OUTCOME, by=HANDLERS, unless=MINE) for at in BEGUN),
    *(Step("reassign", "改派承办人", at, at, by=(Role.PRINCIPAL,), unless=HERE) for at in WITH_HANDLER),
    Step("leave_for_case", "立案移出", S.VERIFYING, S.LEFT, by=DESK, unless=(*HERE, unreported)),
    *(
        Step("report_up", "报告上级纪委", at, at, by=DESK, unless=(*HERE, nothing_to_report))
        for at in NUMBERED
    ),
    Step("archive", "归档", S.OUTCOME, S.ARCHIVED, by=DESK, unless=(*HERE, unreported)),
    *(Step("pass_up", "移送有权机关", at, S.PASSED_UP, by=DESK, unless=APART) for at in OPEN),
    *(
        Step("step_back", "声明回避", at, at, by=(*LISTED, *HANDLERS), unless=(*HERE, not_on_the_list))
        for at in OPEN
    ),
    *clock_steps.steps(WITH_HANDLER, unless=HERE, restarters=(*DESK, Role.INSPECTOR)),
)
