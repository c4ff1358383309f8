"""The life of a briefing as a table: who may move it from where to where, and what forbids it (§5.2)."""

from typing import Any

from supervision.briefings.terms import NOT_DOWN, TO_BE_FILLED
from supervision.figures import Edition
from supervision.labels import Labelled
from supervision.office.people import Officer, Role
from supervision.office.workflow import Guard, Step, Workflow, elsewhere
from supervision.words import _, listed


class BriefingStatus(Labelled):
    DRAFT = "draft", "草稿"
    CHECKED = "checked", "已复核"
    ISSUED = "issued", "已签发"
    RECALLED = "recalled", "已撤回"
    DROPPED = "dropped", "已作废"


S = BriefingStatus
DRAFTERS = (Role.INSPECTOR, Role.TASK_FORCE)
SIGNERS = (Role.LEADER, Role.PRINCIPAL)
READERS = (*DRAFTERS, *SIGNERS)


def unfinished(briefing: Any, _officer: Officer) -> str | None:
    """Machines write figures; the causes are still to be written by people."""
    if TO_BE_FILLED in briefing.text or not briefing.problems.strip() or not briefing.next_steps.strip():
        return _("“存在的主要问题”和“下一步监督重点”还有待补充的内容。")
    return None


def not_for_below(briefing: Any, _officer: Officer) -> str | None:
    """Nothing of complaints, flags and clues goes down, not in anybody's words either."""
    if briefing.edition is not Edition.DOWN:
        return None
    found = [word for word in NOT_DOWN if word in briefing.text]
    return _("下发版不得出现“{words}”，请删改后再复核。", words=listed(found)) if found else None


def written_by(chinese: str, *verbs: str) -> Guard:
    """Maker ≠ checker: whoever took any of these steps on it."""

    def guard(briefing: Any, officer: Officer) -> str | None:
        own = any(line.verb in verbs and line.by_id == officer.id for line in briefing.history)
        return _("本件由您{step}，须换人办理。", step=_(chinese)) if own else None

    return guard


BY_OTHERS = (elsewhere, written_by("起草或修改", "draft", "edit", "explain", "redraft"))
NOT_ALONE = (elsewhere, written_by("复核", "check"))

WORKFLOW = Workflow(
    Step("draft", "起草", S.DRAFT, S.DRAFT, by=DRAFTERS, unless=(elsewhere,)),
    Step("redraft", "重取数据", S.DRAFT, S.DRAFT, by=DRAFTERS, unless=(elsewhere,)),
    Step("edit", "修改", S.DRAFT, S.DRAFT, by=DRAFTERS, unless=(elsewhere,)),
    Step("explain", "录入说明", S.DRAFT, S.DRAFT, by=DRAFTERS, unless=(elsewhere,)),
    Step("drop", "作废", S.DRAFT, S.DROPPED, by=DRAFTERS, unless=(elsewhere,)),
    Step(
        "check",
        "复核",
        S.DRAFT,
        S.CHECKED,
        by=(*DRAFTERS, *SIGNERS),
        unless=(*BY_OTHERS, unfinished, not_for_below),
    ),
    Step("send_back", "退回修改", S.CHECKED, S.DRAFT, by=(*DRAFTERS, *SIGNERS), unless=(elsewhere,)),
    Step("sign", "签发", S.CHECKED, S.ISSUED, by=SIGNERS, unless=(*BY_OTHERS, *NOT_ALONE)),
    Step("record_signature", "登记纸质签发", S.CHECKED, S.ISSUED, by=DRAFTERS, unless=NOT_ALONE),
    Step("recall", "撤回", S.ISSUED, S.RECALLED, by=SIGNERS, unless=(elsewhere,)),
)
