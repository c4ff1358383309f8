"""问题线索分办呈批表: who should handle a clue, as 案管 proposes and the principal approves (art 23)."""

from reports.clue_forms import box, head, signed
from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.clues import Clue

TITLE = "问题线索分办呈批表"


def write(clue: Clue) -> Paper:
    paper = Paper(f"{TITLE} {clue.number}", made_at=clue.hand_overs[-1].signed_at, demo=clue.demo)
    paper.headline(TITLE)
    facts = head(clue) | {
        "拟承办": "　".join((clue.department or "", clue.handler.name if clue.handler else "")).strip(),
    }
    paper.form(facts, row_height=480)
    paper.form(
        {
            "案管部门\n分办意见": box(*signed(clue, "propose_distribution")),
            "主要负责人\n批示": box(*signed(clue, "approve_distribution")),
            "承办部门\n签收": box(*signed(clue, "sign_for")),
        },
        row_height=1120,
    )
    paper.note("分办意见报纪检监察机关主要负责人批准后，按程序移送承办部门（监督执纪工作规则第23条）。")
    paper.properties({"clue": clue.number})
    return paper


DOCUMENT = Document(Clue.__tablename__, TITLE, write)
