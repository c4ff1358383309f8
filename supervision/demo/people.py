"""The demo's officers: the ten posts of the province, offices of three in a city and a county."""

from sqlalchemy.orm import Session

from supervision.office import credentials
from supervision.office.people import Officer, Role
from supervision.office.units import Unit

PROVINCE, CITY, COUNTY, NEXT_COUNTY = "140000", "140300", "140322", "140302"
#: login: (name, posts, place)
OFFICERS: dict[str, tuple[str, tuple[Role, ...], str]] = {
    "leader": ("演示甲", (Role.LEADER,), PROVINCE),
    "principal": ("演示乙", (Role.PRINCIPAL,), PROVINCE),
    "taskforce": ("演示丙", (Role.TASK_FORCE,), PROVINCE),
    "inspector": ("演示丁", (Role.INSPECTOR,), PROVINCE),
    "petitions": ("演示戊", (Role.PETITIONS,), PROVINCE),
    "cases": ("演示己", (Role.CASES,), PROVINCE),
    "system": ("演示庚", (Role.SYSTEM,), PROVINCE),
    "security": ("演示辛", (Role.SECURITY,), PROVINCE),
    "auditor": ("演示壬", (Role.AUDITOR,), PROVINCE),
    "city1": ("演示市甲", (Role.INSPECTOR, Role.PETITIONS), CITY),
    "city2": ("演示市乙", (Role.TASK_FORCE, Role.INSPECTOR, Role.CASES), CITY),
    "city3": ("演示市丙", (Role.LEADER, Role.PRINCIPAL), CITY),
    "county1": ("演示县甲", (Role.INSPECTOR, Role.PETITIONS), COUNTY),
    "county2": ("演示县乙", (Role.TASK_FORCE, Role.INSPECTOR, Role.CASES), COUNTY),
    "county3": ("演示县丙", (Role.LEADER, Role.PRINCIPAL), COUNTY),
    "next1": ("演示邻县甲", (Role.INSPECTOR, Role.PETITIONS), NEXT_COUNTY),
}
PASSWORD = credentials.DEMO_PASSWORD


def appoint(session: Session) -> dict[str, Officer]:
    """Every demo officer by login; the sign-in page of a demo home offers them by one click."""
    made: dict[str, Officer] = {}
    for login, (name, roles, place) in OFFICERS.items():
        made[login] = Officer.appoint(login=login, name=name, roles=roles, region_code=place)
        session.add(made[login])
        session.flush()
        credentials.issue(session, made[login], PASSWORD, demo=True)
    return made


def open_unit_account(session: Session, unit: Unit) -> Officer:
    """The one account of a supervised unit that the demo has."""
    made = Officer.appoint(
        login="unit", name="演示填报员", roles=[Role.UNIT], region_code=unit.region_code, unit_id=unit.id
    )
    session.add(made)
    session.flush()
    credentials.issue(session, made, PASSWORD, demo=True)
    return made
