"""Claimed or verified: ○ 申报 and ● 核对 of each place in percent of its list, the gap in 套 at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.axes import window
from dashboard.theme import Palette
from supervision.quantities import Quantity
from supervision.words import _


@dataclass(frozen=True)
class Pair:
    """One place: what it claims and what the ledger holds, of what is listed; all in one unit."""

    name: str
    listed: Quantity
    claimed: Quantity
    verified: Quantity
    beyond: bool

    @property
    def ends(self) -> tuple[float, float] | None:
        """Verified and claimed in percent, where both are known."""
        verified, claimed = self.verified / self.listed, self.claimed / self.listed
        if verified.amount is None or claimed.amount is None:
            return None
        return verified.amount, claimed.amount


def draw(pairs: Sequence[Pair], palette: Palette) -> go.Figure:
    """The widest gap stands at the top; places without both figures are left out, and listed by the page."""
    shown = sorted((pair for pair in pairs if pair.ends), key=_gap)
    figure = go.Figure()
    at_right = {"x": 1, "xref": "paper", "xanchor": "right", "showarrow": False}
    annotations = []
    for row, pair in enumerate(shown):
        colour = palette.red if pair.beyond else palette.other
        figure.add_trace(
            go.Scatter(
                x=pair.ends, y=[row, row], mode="lines", line={"width": 2, "color": colour}, hoverinfo="skip"
            )
        )
        gap = pair.claimed - pair.verified
        sign = "+" if (gap.amount or 0) > 0 else ""
        annotations.append(
            at_right
            | {
                "y": row,
                "text": f"{'▲ ' if pair.beyond else ''}{sign}{escape(str(gap))}",
                "font": {"color": palette.red if pair.beyond else palette.muted},
            }
        )
    annotations.append(
        at_right | {"y": len(shown) - 0.25, "text": escape(_("申报多出")), "font": {"color": palette.muted}}
    )
    for end, symbol, colour, label in (
        (1, "circle-open", palette.muted, _("申报")),
        (0, "circle", palette.main, _("核对")),
    ):
        figure.add_trace(
            go.Scatter(
                x=[pair.ends[end] for pair in shown if pair.ends],
                y=list(range(len(shown))),
                customdata=[
                    [escape(pair.name), str(pair.claimed if end else pair.verified)] for pair in shown
                ],
                mode="markers",
                marker={"symbol": symbol, "size": 9, "color": colour, "line": {"width": 2, "color": colour}},
                hovertemplate=f"%{{customdata[0]}} {label} %{{customdata[1]}}，%{{x:.2f}}%<extra></extra>",
            )
        )
    span, ticks = window([end for pair in shown if pair.ends for end in pair.ends], ticks=5)
    figure.update_layout(
        annotations=annotations,
        xaxis={
            "domain": [0, 0.7],
            "range": list(span),
            "tickvals": ticks,
            "ticktext": [f"{tick}%" for tick in ticks],
            "showgrid": True,
            "gridcolor": palette.line,
            "fixedrange": True,
        },
        yaxis={
            "showgrid": False,
            "range": [-0.6, len(shown) + 0.1],
            "tickvals": list(range(len(shown))),
            "ticktext": [escape(pair.name) for pair in shown],
            "fixedrange": True,
        },
    )
    return figure


def _gap(pair: Pair) -> tuple[bool, float]:
    verified, claimed = pair.ends or (0.0, 0.0)
    return pair.beyond, claimed - verified
