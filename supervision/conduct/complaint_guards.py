"""Why an officer may not take a step on a complaint; each guard answers with the reason or None."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from supervision.conduct import need_to_know
from supervision.conduct.categories import Identity, Jurisdiction, Kind
from supervision.conduct.need_to_know import LISTED
from supervision.office.people import Officer, Role
from supervision.words import _


def of_another_place(complaint: Any, officer: Officer) -> str | None:
    """Complaints stay where they were received: neither a higher nor a lower office touches them."""
    if complaint.region_code == officer.region_code:
        return None
    return _("本件由收到它的机关办理。")


def stepped_back(complaint: Any, officer: Officer) -> str | None:
    session = object_session(complaint)
    if session and session.scalar(select(need_to_know.recused(complaint, officer))):
        return _("您已对本件或被反映单位声明回避。")
    return None


def handled_by_another(complaint: Any, officer: Officer) -> str | None:
    if officer.holds(*LISTED) or complaint.handler_id == officer.id:
        return None
    return _("由其他承办人办理。")


def not_own(complaint: Any, officer: Officer) -> str | None:
    if complaint.jurisdiction is Jurisdiction.OWN and complaint.kind is not Kind.OUTSIDE:
        return None
    return _("不属于本级受理范围。")


def not_lower(complaint: Any, officer: Officer) -> str | None:
    return None if complaint.jurisdiction is Jurisdiction.LOWER else _("不是下级管理的组织、人员。")


def not_outside(complaint: Any, officer: Officer) -> str | None:
    if Jurisdiction.OUTSIDE is complaint.jurisdiction or complaint.kind is Kind.OUTSIDE:
        return None
    return _("属于纪检监察机关受理范围。")


def not_duplicate(complaint: Any, officer: Officer) -> str | None:
    return None if complaint.duplicate_of_id else _("不是重复件。")


def duplicate(complaint: Any, officer: Officer) -> str | None:
    return _("重复件登记后留存备查，不再受理、不再告知。") if complaint.duplicate_of_id else None


def anonymous(complaint: Any, officer: Officer) -> str | None:
    return _("匿名件，没有举报人信息。") if complaint.identity is Identity.ANONYMOUS else None


def told(complaint: Any, officer: Officer) -> str | None:
    return _("已于 {day} 告知。", day=complaint.noticed_on) if complaint.noticed_on else None


def no_handler(complaint: Any, officer: Officer) -> str | None:
    """Why an officer cannot be given the complaint: another post or place, the accused unit, a recusal."""
    if (
        not officer.holds(Role.INSPECTOR)
        or officer.region_code != complaint.region_code
        or not officer.active
    ):
        return _("只能交给本机关的监督检查岗办理。")
    if officer.is_unit or (officer.unit_id is not None and officer.unit_id == complaint.accused_unit_id):
        return _("不得交给被反映单位的人员办理。")
    if stepped_back(complaint, officer):
        return _("{name}不能承办：已声明回避。", name=officer.name)
    return None
