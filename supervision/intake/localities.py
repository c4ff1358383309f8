"""Which region a row is of: by its code, or by its name and what the sheet says around it."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _

SHORTEST = 2


class Localities:
    """The regions one sender may bring rows for, found by code or by name.

    `within` is the sender's place, the officer's own where nothing is said; a row that names no county is of
    it, if it is one. Two cities have a county called 城区: `around` (title, sheet and file names) tells them
    apart.
    """

    def __init__(
        self, session: Session, officer: Officer, *, within: str | None = None, around: Iterable[str] = ()
    ) -> None:
        self._officer = officer
        self._within = within or officer.region_code
        self._all = {region.code: region for region in session.scalars(select(Region))}
        said = " ".join(around)
        self._near = {
            region.code
            for region in self._all.values()
            if region.level is Level.CITY and region.name.removesuffix("市") in said
        }
        self._named: dict[str, list[Region]] = {}
        for region in self._all.values():
            for name in _names(region, self._all.get(region.parent)):
                self._named.setdefault(name, []).append(region)

    def county(self, *, code: str | None, name: str | None) -> tuple[str | None, str | None]:
        """A county's code and None, or None and the reason why the row must be rejected."""
        found, reason = self.region(code=code, name=name)
        if found and regions.level_of(found) is not Level.COUNTY:
            return None, _("不是县（市、区）（{place}）", place=name or code or "")
        return found, reason

    def region(self, *, code: str | None, name: str | None) -> tuple[str | None, str | None]:
        """`county`, at any level."""
        if code:
            if code not in self._all:
                return None, _("行政区划代码不存在（{code}）", code=code)
            return self._in_scope(self._all[code])
        if not name:
            only = regions.level_of(self._within) is Level.COUNTY
            return (self._within, None) if only else (None, _("缺县（市、区）名称"))
        return self._by_name(name)

    def is_near(self, code: str) -> bool:
        """Whether the words around the table speak of this region's city."""
        return code[:4] + "00" in self._near

    def counties(self) -> dict[str, str]:
        """Every county's code and name within the sender's place."""
        return {
            code: region.name
            for code, region in self._all.items()
            if region.level is Level.COUNTY and self._holds(code)
        }

    def namesakes(self) -> dict[str, list[str]]:
        """The names that even the words around the table leave open, with the codes they may mean."""
        found = {name: [one.code for one in self._candidates(name)] for name in self._named}
        return {name: codes for name, codes in found.items() if len(codes) > 1}

    def _candidates(self, name: str) -> list[Region]:
        candidates = self._named.get(name, [])
        if len(candidates) <= 1:
            return candidates
        near = [region for region in candidates if region.parent in self._near or region.code in self._near]
        return near or [one for one in candidates if self._holds(one.code)]

    def _by_name(self, name: str) -> tuple[str | None, str | None]:
        candidates = self._candidates(name)
        if len(candidates) > 1:
            return None, _("有多个同名地区，请补行政区划代码（{name}）", name=name)
        if not candidates:
            return None, _("没有这个县（市、区）（{name}）", name=name)
        return self._in_scope(candidates[0])

    def _holds(self, code: str) -> bool:
        return regions.contains(self._within, code)

    def _in_scope(self, region: Region) -> tuple[str | None, str | None]:
        if self._holds(region.code):
            return region.code, None
        if self._officer.answers_for(region.code):
            return None, _("不在报送单位的辖区内（{place}）", place=region.name)
        return None, _("不在您的辖区内（{place}）", place=region.name)


def around(counties: Iterable[str], *, at_most: str) -> str:
    """The smallest region that holds all of these; the sender's own where there are none."""
    codes = sorted(set(counties))
    if not codes:
        return at_most
    if len(codes) == 1:
        return codes[0]
    if len({code[:4] for code in codes}) == 1:
        return codes[0][:4] + "00"
    return codes[0][:2] + "0000"


def _names(region: Region, parent: Region | None) -> set[str]:
    names = {region.name}
    if parent:
        names |= {parent.name + region.name, parent.name.removesuffix("市") + region.name}
    if len(region.name) > SHORTEST:
        names.add(region.name[:-1])
    return names
