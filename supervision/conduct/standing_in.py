"""Who may take the next step of a complaint, and who stands in where nobody is left (受理、承办、复核分开).

Receiver, handler and verifier are told apart for each complaint, not for each post; in a small office a step
may so find nobody. Then the page names the lawful substitute instead of a grey button alone.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import complaint_steps
from supervision.conduct.complaint_guards import no_handler
from supervision.conduct.complaint_steps import PERSONAL, WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer, Post, Role
from supervision.words import _

#: The steps that lead on; the others need nobody in particular.
LEADING = ("accept", "assign", "sign_for", "approve_return", "archive")


def able(session: Session, complaint: Complaint, verb: str) -> list[Officer]:
    """The officers of the place whom nothing about themselves keeps from this step."""
    step = WORKFLOW.steps.get((verb, complaint.status))
    if step is None:
        return []
    return [
        officer
        for officer in _holders(session, complaint, step.by)
        if not any(guard(complaint, officer) for guard in step.unless if guard in PERSONAL)
    ]


def handlers(session: Session, complaint: Complaint) -> list[Officer]:
    """The officers to whom it may be given."""
    inspectors = _holders(session, complaint, complaint_steps.HANDLERS)
    return [officer for officer in inspectors if no_handler(complaint, officer) is None]


def substitutes(session: Session, complaint: Complaint) -> list[str]:
    """For each leading step that nobody here may take: who is to take it instead (本专项约定，待核)."""
    sentences = []
    for verb in LEADING:
        if (verb, complaint.status) not in WORKFLOW.steps:
            continue
        if verb == "assign" and complaint.handler is None and not handlers(session, complaint):
            sentences.append(
                _(
                    "本机关没有可以承办本件的人：由分管领导指定其他部门人员兼任监督检查岗后交办；"
                    "仍无人的，报请上一级纪检监察机关指定办理。"
                )
            )
        elif verb != "assign" and not able(session, complaint, verb):
            sentences.append(_instead(verb))
    return sentences


def _instead(verb: str) -> str:
    step = WORKFLOW.labels[verb]
    if verb == "accept":
        return _("本机关没有可以{step}本件的人：由分管领导指定其他人员兼任信访岗办理。", step=step)
    if verb == "archive":
        return _(
            "本机关没有可以{step}本件的人：由主要负责人指定未登记、未承办本件的人员复核归档。", step=step
        )
    if verb == "sign_for":
        return _("承办人不能{step}：请重新交办。", step=step)
    return _("本机关没有可以{step}本件的人：报请上一级纪检监察机关审批。", step=step)


def _holders(session: Session, complaint: Complaint, roles: tuple[Role, ...]) -> list[Officer]:
    found = (
        select(Officer)
        .join(Post, Post.officer_id == Officer.id)
        .where(
            Post.role.in_(roles), Officer.region_code == complaint.region_code, Officer.active, ~Officer.batch
        )
        .order_by(Officer.id)
    )
    return [officer for officer in session.scalars(found).unique() if not officer.is_unit]
