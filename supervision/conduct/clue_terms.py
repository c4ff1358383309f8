"""What a clue came from, how it may be disposed of, and what came of it (问题线索). One line each."""

from dataclasses import dataclass

from supervision.conduct.ranks import Rank
from supervision.labels import Labelled


class ClueSource(Labelled):
    """Where it came from (监察法实施条例: 案管 is the single entrance for what is not a letter)."""

    PETITION = "petition", "信访举报"
    INSPECTION = "inspection", "监督检查"
    PATROL = "patrol", "巡视巡察"
    AUDIT = "audit", "审计"
    JUSTICE = "justice", "执法司法机关移送"
    FLAG = "flag", "疑点核查"
    SUPERIOR = "superior", "上级交办"


class Way(Labelled):
    """The four disposals (监督执纪工作规则; 检举控告工作规则 art 17)."""

    TALK = "talk", "谈话函询"
    PRELIM = "prelim", "初步核实"
    HOLD = "hold", "暂存待查"
    CLOSE = "close", "予以了结"


class TalkKind(Labelled):
    """Whether somebody is talked to, or asked in writing; each has a clock of its own."""

    TALK = "talk", "谈话"
    INQUIRY = "inquiry", "函询"


class Result(Labelled):
    """What came of it; 立案 is none of these: such a clue leaves the system."""

    UNFOUNDED = "unfounded", "反映失实，予以了结"
    CLARIFIED = "clarified", "了结澄清"
    REMINDED = "reminded", "谈话提醒"
    EDUCATED = "educated", "批评教育、责令检查"
    ADMONISHED = "admonished", "诫勉"
    ORGANISATIONAL = "organisational", "组织处理"
    LIGHT = "light", "党纪政务轻处分"
    HEAVY = "heavy", "党纪政务重处分"
    TRANSFERRED = "transferred", "移送有关机关"

    @property
    def punished(self) -> bool:
        """Whether one of the four forms was used."""
        return self not in (Result.UNFOUNDED, Result.CLARIFIED, Result.TRANSFERRED)


class FourForm(Labelled):
    """监督执纪“四种形态” (党内监督条例)."""

    FIRST = "first", "第一种形态"
    SECOND = "second", "第二种形态"
    THIRD = "third", "第三种形态"
    FOURTH = "fourth", "第四种形态"


class Leadership(Labelled):
    """Whose clues, and their disposal, are told to the higher commission (监督执纪工作规则 art 22)."""

    COMMITTEE = "committee", "同级党委委员、候补委员，同级纪委委员"
    OWN_BODY = "own_body", "本机关领导班子成员"
    AREA_HEAD = "area_head", "所辖地区、部门、单位主要负责人"


@dataclass(frozen=True)
class AccusedPerson:
    """Whom a clue is about, as far as it tells. It never prints itself."""

    name: str
    post: str = ""
    rank: Rank = Rank.UNKNOWN

    def __repr__(self) -> str:
        return "AccusedPerson(…)"
