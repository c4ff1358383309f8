"""The campaign's figures: number, unit, change since the week before, half a year as a line, and its 口径."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.widgets import empty, md_escape
from supervision.delivery.series import Sums
from supervision.delivery.standings import Board
from supervision.figures import Published
from supervision.quantities import SPOKEN_IN_FULL, Measure, Quantity, scale
from supervision.words import _

NAMED = 6


@dataclass(frozen=True)
class Card:
    """Which figure of the catalogue, with which count beside its name, and its history in the reports.

    A history that does not end at the figure, as when the reports count other homes than the task list, is
    another figure's and is not drawn.
    """

    figure: str
    series: Callable[[Sums], Quantity]
    beside: str | None = None


CARDS = (
    Card("d01_listed", lambda week: week.listed),
    Card("d05_first_rate", lambda week: week.first_rate, beside="d02_first"),
    Card("d06_transfer_rate", lambda week: week.transfer_rate, beside="d03_transfer"),
    Card("d04_certificates", lambda week: week.households),
    Card("d07_scissors", lambda week: week.scissors),
)


def show(board: Board, published: Mapping[str, Published]) -> None:
    for column, card in zip(st.columns(len(CARDS), gap="small"), CARDS, strict=True):
        with column:
            _metric(card, board, published)


def late_totals(board: Board, published: Mapping[str, Published]) -> None:
    """The totals once with the last figures of who is late, once without them."""
    late = len(board.whole.late)
    if not late:
        return
    empty(
        _(
            "迟报 {late} 个县（市、区）：首次登记合计 {first}、转移登记合计 {transfer}，均沿用迟报县上期数；"
            "仅计本期已报的为 {first_on_time}、{transfer_on_time}。",
            late=late,
            first=published["d02_first"].quantity,
            transfer=published["d03_transfer"].quantity,
            first_on_time=published["d12_first_on_time"].quantity,
            transfer_on_time=published["d13_transfer_on_time"].quantity,
        )
    )


def _metric(card: Card, board: Board, published: Mapping[str, Published]) -> None:
    said = published[card.figure]
    weeks = [card.series(week) for week in board.whole.weeks]
    beside = published[card.beside].quantity if card.beside else None
    note = f"　:gray[{md_escape(beside.headline)}]" if beside and beside.amount is not None else ""
    told = weeks[-1].digits == said.quantity.digits
    change, words = _change(weeks) if told else (None, None)
    arrow = "off" if not change or change.startswith("±") else "up" if change.startswith("+") else "down"
    points = [week.amount for week in weeks if week.amount is not None]
    st.metric(
        f"{md_escape(said.figure.title)}{note}",
        said.quantity.headline if said.quantity.amount is not None else _("待核"),
        change,
        delta_color="gray",
        delta_description=words,
        delta_arrow=arrow,  # type: ignore[arg-type]  # one of the words it knows
        chart_data=points if told and len(points) > 1 else None,
        help=_help(said),
        border=True,
        height="stretch",
    )


def _change(weeks: Sequence[Quantity]) -> tuple[str | None, str | None]:
    """Sign and number, then unit and what it is compared with."""
    change = weeks[-1] - weeks[-2]
    if change.amount is None:
        return None, None
    shown = change
    places = 2 if change.measure is Measure.POINTS else 0
    unit = change.measure.label
    amount = change.amount
    if abs(amount) >= SPOKEN_IN_FULL:
        size, places, word = scale()
        amount, unit = amount / size, f"{word}{unit}"
    sign = "±" if not round(shown.amount or 0, 2) else "+" if amount > 0 else "−"
    return f"{sign}{abs(amount):,.{places}f}", _("{unit}　较上周", unit=unit)


def _help(said: Published) -> str:
    """定义；来源；口径版本；截至；缺什么."""
    lines = [said.figure.help, _("截至 {day}。", day=f"{said.as_of:%Y-%m-%d}")]
    if said.missing:
        shown = "；".join(said.missing[:NAMED])
        more = _("等 {n} 处", n=len(said.missing)) if len(said.missing) > NAMED else ""
        lines.append(f"{shown}{more}")
    return md_escape("　".join(lines))
