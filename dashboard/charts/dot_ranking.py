"""Who is behind: one dot a place, its rate with its denominator; hollow below 30, grey while unverified."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.axes import window
from dashboard.theme import Palette
from supervision.office.lamps import Lamp
from supervision.quantities import Quantity
from supervision.words import _

#: Below this denominator a rate says little, and its dot is hollow.
FEW = 30


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    part: Quantity
    whole: Quantity
    rank: int | None
    lamp: Lamp | None

    @property
    def rate(self) -> Quantity:
        return self.part / self.whole


def draw(places: Sequence[Place], palette: Palette) -> go.Figure:
    """The first at the top; those without a rank stand below the ranked, and those without a rate last."""
    shown = sorted(places, key=_order)
    known = [(row, one) for row, one in enumerate(shown) if one.rate.amount is not None]
    annotations = [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "right",
            "y": row,
            "showarrow": False,
            "text": _said(one),
            "align": "right",
            "font": {"color": palette.muted if one.rank is None else palette.ink},
        }
        for row, one in enumerate(shown)
    ]
    colours = [palette.other if one.rank is None else palette.main for _row, one in known]
    figure = go.Figure(
        go.Scatter(
            x=[one.rate.amount for _row, one in known],
            y=[row for row, _one in known],
            customdata=[one.code for _row, one in known],
            text=[escape(one.name) for _row, one in known],
            mode="markers",
            marker={
                "symbol": ["circle-open" if _few(one) else "circle" for _row, one in known],
                "size": 9,
                "color": colours,
                "line": {"width": 2, "color": colours},
            },
            hovertemplate="%{text} %{x:.2f}%<extra></extra>",
        )
    )
    span, ticks = window([one.rate.amount for _row, one in known if one.rate.amount is not None], ticks=3)
    figure.update_layout(
        annotations=annotations,
        xaxis={
            "domain": [0, 0.42],
            "range": list(span),
            "tickvals": [ticks[0], ticks[-1]],
            "ticktext": [f"{ticks[0]}%", f"{ticks[-1]}%"],
            "showgrid": True,
            "gridcolor": palette.line,
            "fixedrange": True,
        },
        yaxis={
            "showgrid": False,
            "range": [-0.6, len(shown) - 0.4],
            "tickvals": list(range(len(shown))),
            "ticktext": [_label(one) for one in shown],
            "fixedrange": True,
        },
    )
    return figure


def _order(one: Place) -> tuple[int, float]:
    if one.rank is not None:
        return -one.rank, 0.0
    return -(10**6) if one.rate.amount is not None else -(10**9), one.rate.amount or 0.0


def _few(one: Place) -> bool:
    return (one.whole.amount or 0) < FEW


def _label(one: Place) -> str:
    place = "—" if one.rank is None else str(one.rank)
    mark = f"{one.lamp.mark} " if one.lamp else ""
    return f"{mark}{escape(one.name)}　{place}"


def _said(one: Place) -> str:
    """The rate, and under it what was divided by what."""
    if one.rate.amount is None:
        return escape(_("无法计算"))
    shares = _("{part}／{whole}", part=one.part.digits, whole=str(one.whole))
    return f"{escape(str(one.rate))}<br><span style='font-size:10px'>{escape(shares)}</span>"
