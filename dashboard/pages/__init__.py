"""The pages, one per file in the folder of its room. To add a page, add a file that defines PAGE."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from supervision.catalogue import entries
from supervision.labels import Labelled
from supervision.office.people import OFFICE, Officer, Role
from supervision.words import _


class Room(Labelled):
    """The sections of the menu, in its order; each is a folder here."""

    OVERVIEW = "overview", "总览"
    RESPONSIBILITY = "responsibility", "盯责任"
    CONDUCT = "conduct", "盯作风"
    DELIVERY = "delivery", "盯落实"
    ACCOUNTABILITY = "accountability", "问责"
    BRIEFINGS = "briefings", "简报"
    INTAKE = "intake", "导入"
    OFFICE = "office", "系统"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: its title and icon in the menu, its place in the room, what draws it, and for whom."""

    chinese: str
    icon: str
    show: Callable[[Session, Officer], None]
    order: int = 50
    roles: frozenset[Role] = OFFICE

    @property
    def title(self) -> str:
        return _(self.chinese)


PAGES = dict(sorted(entries(__name__, Page).items(), key=lambda item: (item[1].order, item[0])))
