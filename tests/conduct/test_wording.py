import pytest
from sqlalchemy.orm import Session

from supervision.conduct import wording
from supervision.conduct.rules import RULES
from supervision.conduct.weighing import Reason
from supervision.conduct.wording import Quoted, blaming
from supervision.errors import Refused
from tests import make


@pytest.mark.parametrize(
    "text",
    ["该单位登记转移，属违规。", "窗口人员违纪。", "存在受贿问题", "情况正常。该项目违规。"],
)
def test_what_nobody_judged_is_not_blamed(text: str) -> None:
    assert blaming(text)
    with pytest.raises(Refused, match="须经认定方可使用"):
        wording.require(text)


@pytest.mark.parametrize(
    "text",
    [
        "疑似违规，待核实。",
        "群众反映窗口违规收费。",
        "按类别：违规办理 3 件，搭车办理 1 件。",
        "坚决杜绝违规办理",
        "单位回复：“我单位不存在违规行为”。",
        "依据《违规收费处理办法》第3条",
        "经查实，该窗口违规收费 200 元。",
        "研判之前只称疑点，不称违规",
        "",
    ],
)
def test_names_quotations_and_what_is_alleged_are_left_alone(text: str) -> None:
    assert blaming(text) is None


def test_what_others_said_is_printed_as_they_said_it() -> None:
    assert blaming(Quoted("窗口违规")) is None


@pytest.mark.parametrize("code", RULES)
def test_a_rule_never_blames_in_what_it_tells(code: str) -> None:
    rule = RULES[code]

    assert not [text for text in (rule.chinese, rule.sees, rule.why, *rule.terms.values()) if blaming(text)]


def test_an_officer_who_blames_what_is_not_judged_is_told_so(session: Session) -> None:
    flag = make.flag(session)

    with pytest.raises(Refused, match="“违规”须经认定"):
        flag.dismiss(by=make.officer(session), reason=Reason.OTHER, because="虽然违规，但已整改。")
