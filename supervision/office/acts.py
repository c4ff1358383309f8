"""What officers call the lines of the history, whether a workflow's step left them or `history.note`."""

import sys
from collections.abc import Callable

from sqlalchemy import Select, or_, select

from supervision.db import Base
from supervision.labels import Labelled
from supervision.office import history, regions
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from supervision.office.workflow import Workflow
from supervision.words import _


class Kind(Labelled):
    """The kinds of things that lines speak of; each is the name of a table."""

    OFFICERS = "officers", "账号"
    INSTALLATION = "installation", "系统"
    EXPORTS = "exports", "导出"
    IMPORTS = "imports", "导入"
    COLUMN_MEANINGS = "column_meanings", "列名对照"
    PROGRESS_REPORTS = "progress_reports", "进度报表"
    COMMITMENTS = "commitments", "承诺事项"
    EXTENSIONS = "extensions", "延期"
    COMPLAINTS = "complaints", "投诉举报"
    SAMPLES = "samples", "抽查"
    INFORMANTS = "informants", "举报人身份"
    HAND_OFFS = "hand_offs", "径送件"
    PERIODIC_PAPERS = "periodic_papers", "季度反馈和通报"
    FLAGS = "flags", "疑点"
    RULE_SETTINGS = "rule_settings", "规则参数"
    REJUDGEMENTS = "rejudgements", "复判"
    FROZEN_LISTS = "frozen_lists", "清单冻结"
    RECUSALS = "recusals", "回避"
    CLUES = "clues", "问题线索"
    DISPUTES = "disputes", "申报异议"
    CONSENTS = "consents", "征求案管意见"
    CLUE_ALERT_CHOICES = "clue_alert_choices", "线索预警"
    ORDERS = "orders", "督办文书"
    NUMBER_PREFIXES = "number_prefixes", "文号代字"
    BRIEFINGS = "briefings", "简报"
    EXPLANATIONS = "explanations", "差额说明"
    JOB_RUNS = "job_runs", "自动任务"
    OPENINGS = "openings", "应急查阅"
    MEDDLINGS = "meddlings", "打听过问"
    LOOKED_LISTS = "looked_lists", "查看情况表"
    HANDINGS_ON = "handings_on", "离岗移交"
    FALSE_ACCUSATIONS = "false_accusations", "诬告错告认定"
    CLARIFICATIONS = "clarifications", "失实澄清"


class Act(Labelled):
    """The acts that move no record from one status to another."""

    SIGN_IN = "sign_in", "登录"
    SIGN_OUT = "sign_out", "退出"
    LOCK = "lock", "连续输错，锁定"
    OPEN_ACCOUNT = "open_account", "开户"
    GRANT = "grant", "授予岗位"
    DISABLE = "disable", "停用"
    ENABLE = "enable", "启用"
    RESET_PASSWORD = "reset_password", "重置密码"
    CHANGE_PASSWORD = "change_password", "修改密码"
    ALLOW_UNIT_ACCOUNTS = "allow_unit_accounts", "启用责任单位账号"
    FORBID_UNIT_ACCOUNTS = "forbid_unit_accounts", "停用责任单位账号"
    EXPORT = "export", "导出"
    FREEZE = "freeze", "冻结清单"
    TEACH = "teach", "记住列名对照"
    SUBMIT = "submit", "报送"
    SET_PREFIX = "set_prefix", "设定文号代字"
    KEEP = "keep", "留存"
    ATTACH = "attach", "附上附件"
    REDACT = "redact", "确认脱敏摘要"
    ISSUE_SLIP = "issue_slip", "开具回执"
    TRACE = "trace", "登记核查手段"
    OPEN_ORIGINAL = "open_original", "打开原件"
    SEE = "see", "审阅"
    HAND_ON = "hand_on", "移交"
    FIND_FALSE = "find_false", "登记诬告陷害认定"
    FIND_MISTAKEN = "find_mistaken", "登记错告认定"
    SET_SMALLEST = "set_smallest", "设定最小可列数"
    TURN_KEY = "turn_key", "更换密钥"
    DROP_OLD_KEYS = "drop_old_keys", "清除旧密钥"
    BACK_UP = "back_up", "备份"
    RESTORE = "restore", "从备份恢复"
    OPEN_ENVELOPES = "open_envelopes", "启用恢复信封"
    ASK = "ask", "立即运行"
    EMERGENCY = "emergency", "批准应急查阅"
    FORGET = history.FORGET, "销毁经过说明"
    HAND_IN = "hand_in", "移送案管"
    CHOOSE_ALERTS = "choose_alerts", "选定线索预警办法"


#: Reasons that may say more than the step does: whom they call, what they look for.
OWN_REASONS = ("name_informant", "share_informant", "read_words", "open_original", "trace", Act.EXPORT)

#: Kinds of which not everybody may read every line: an upper room says which records' lines an officer may.
APART: dict[str, Callable[[Officer], Select[int]]] = {}


def keep_apart(kind: str, readable: Callable[[Officer], Select[int]]) -> None:
    """Show lines about records of this kind only where the officer may know that there is the record."""
    APART[kind] = readable


def visible_to(officer: Officer) -> Select[Event]:
    """The lines that officers of this place left, newest first; a unit's account has none to read."""
    found = select(Event).join(Officer, Event.by_id == Officer.id).order_by(Event.number.desc())
    if officer.is_unit:
        return found.where(Event.id.is_(None))
    for kind, readable in APART.items():
        found = found.where(or_(Event.kind != kind, Event.subject_id.in_(readable(officer))))
    return found.where(regions.within(Officer.region_code, officer.region_code))


def kind_label(kind: str) -> str:
    return Kind(kind).label if kind in set(Kind) else kind


def label(line: Event) -> str:
    """The act as its workflow calls it, else as it is called here."""
    for workflow in _workflows(line.kind):
        if line.verb in workflow.labels:
            return workflow.labels[line.verb]
    return Act(line.verb).label if line.verb in set(Act) else line.verb


def note(line: Event) -> str:
    """What the line adds, unless that is nobody's business here."""
    return _("（内容不在此显示）") if line.note_mark else line.note


def told_to(line: Event, officer: Officer) -> str:
    """What was written beside a step; why somebody wanted a name, a word or a file, to few (谁、为何看过)."""
    few = line.verb in OWN_REASONS and line.kind in history.SEALED_NOTES
    if line.note_mark and few and line.by_id != officer.id and not officer.holds(Role.LEADER, Role.PRINCIPAL):
        return _("（事由只供本人和领导查看）")
    return line.said


def _workflows(kind: str) -> list[Workflow[Labelled]]:
    """The workflow tables that the module of this kind's record knows."""
    modules = {
        sys.modules[mapper.class_.__module__]
        for mapper in Base.registry.mappers
        if mapper.class_.__tablename__ == kind
    }
    return [value for module in modules for value in vars(module).values() if isinstance(value, Workflow)]
