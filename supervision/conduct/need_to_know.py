"""Who may know of a complaint: the officers of the place that received it, less those who are recused."""

from supervision.office.people import Officer, Role

#: Receiver and responsible leaders (检举控告工作规则 art 47); handlers are named complaint by complaint.
LISTED = (Role.PETITIONS, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def is_listed(officer: Officer) -> bool:
    """Whether this officer is on the list of the complaints that their own place received."""
    return officer.holds(*LISTED) and not officer.is_unit


def counted_for(officer: Officer) -> bool:
    """Whether this officer may be shown how many complaints there are: no unit and no administrator may."""
    return officer.holds(*LISTED, Role.INSPECTOR, Role.CASES) and not officer.is_unit
