"""How a complaint came, what it is, and what it is about. Add one line here; nothing else lists them."""

from supervision.labels import Labelled


class Channel(Labelled):
    """检举控告工作规则 art 7."""

    LETTER = "letter", "来信"
    VISIT = "visit", "来访"
    PHONE = "phone", "电话"
    WEB = "web", "网络"
    TRANSFER = "transfer", "转送"
    INSPECTION = "inspection", "检查发现"


class Kind(Labelled):
    """What the letter is; what is none of the first three goes to the competent unit."""

    ACCUSATION = "accusation", "检举控告"
    APPEAL = "appeal", "申诉"
    SUGGESTION = "suggestion", "批评建议"
    OUTSIDE = "outside", "业务范围外"


class Identity(Labelled):
    """Real-name means a name and a way to reach them; what is less is anonymous."""

    REAL_NAME = "real_name", "实名"
    ANONYMOUS = "anonymous", "匿名"


class Jurisdiction(Labelled):
    """Whose matter it is (分级受理, arts 11, 15, 16). It is asked before anything else."""

    OWN = "own", "本级管理的组织、人员"
    LOWER = "lower", "下级管理的组织、人员"
    HIGHER = "higher", "上级管理的组织、人员"
    OWN_PRINCIPAL = "own_principal", "本机关主要负责人"
    OUTSIDE = "outside", "不属于纪检监察机关受理"

    @property
    def sealed(self) -> bool:
        """Whether nothing of its content may be written down here (art 15)."""
        return self in (Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL)


class Category(Labelled):
    """What kind of misconduct is alleged; 疑似, until somebody has looked."""

    PIGGYBACK = "piggyback", "疑似搭车办理"
    IRREGULAR = "irregular", "疑似违规办理"
    EXTORTION = "extortion", "疑似吃拿卡要"
    TAX_COLLECTED = "tax_collected", "代收税费"
    OVERPRICED_AGENCY = "overpriced_agency", "高价代办"
    FORCED_AGENCY = "forced_agency", "强制代办"
    SLOW_WORK = "slow_work", "推诿扯皮超期"
    INFLATED = "inflated", "虚报进度"
    OTHER = "other", "其他"


#: These stand on the flag desk beside the flags from records (“坚决杜绝搭车办理、违规办理、吃拿卡要”).
MARKED = (Category.PIGGYBACK, Category.IRREGULAR, Category.EXTORTION)


class NoticeBy(Labelled):
    """How a real-name informant was told that the complaint is taken up."""

    LETTER = "letter", "书面"
    PHONE = "phone", "电话"
    VISIT = "visit", "当面"
    WEB = "web", "网络"


class Finding(Labelled):
    """What looking into a complaint came to; what is to follow from it is decided with the clue."""

    TRUE = "true", "反映属实"
    PARTLY = "partly", "部分属实"
    UNTRUE = "untrue", "反映失实"
    UNPROVEN = "unproven", "查无实据"
    TO_CLUE = "to_clue", "转问题线索处置"


class ReturnReason(Labelled):
    """Why a handling department may ask to give a complaint back (检举控告工作规则 art 17)."""

    NO_SUBSTANCE = "no_substance", "没有实质内容"
    NOT_OURS = "not_ours", "不属于本部门受理范围"
