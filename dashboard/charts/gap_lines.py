"""剪刀差 over time: first registration and transfer as two lines, the gap tinted, ends labelled."""

from collections.abc import Sequence
from datetime import date
from html import escape

import plotly.graph_objects as go

from dashboard.theme import Palette
from supervision.quantities import Quantity
from supervision.words import _


def draw(
    days: Sequence[date], first: Sequence[Quantity], transfer: Sequence[Quantity], palette: Palette
) -> go.Figure:
    """A week that nobody reported leaves a hole in the line: it is not drawn across."""
    lines = (
        (_("首次登记率"), first, palette.other, None),
        (_("转移登记率"), transfer, palette.main, "tonexty"),
    )
    figure, annotations = go.Figure(), []
    for label, values, colour, fill in lines:
        figure.add_trace(
            go.Scatter(
                x=list(days),
                y=[value.amount for value in values],
                mode="lines",
                line={"width": 2, "color": colour},
                fill=fill,
                fillcolor=palette.tint if fill else None,
                hovertemplate=f"{escape(label)} %{{y:.2f}}%<br>%{{x|%Y-%m-%d}}<extra></extra>",
            )
        )
        last = next(
            (
                (day, value)
                for day, value in reversed(list(zip(days, values, strict=True)))
                if value.amount is not None
            ),
            None,
        )
        if last:
            annotations.append(
                {
                    "x": last[0],
                    "y": last[1].amount,
                    "text": f"{escape(label)}<br>{escape(str(last[1]))}",
                    "showarrow": False,
                    "xanchor": "left",
                    "xshift": 6,
                    "yshift": 18 if fill is None else -18,
                    "align": "left",
                    "font": {"color": palette.ink if fill else palette.muted},
                }
            )
    figure.update_layout(
        annotations=annotations,
        xaxis={
            "tickformat": "%y-%m",
            "nticks": 4,
            "domain": [0, 0.7],
            "range": [days[0], days[-1]] if days else None,
            "fixedrange": True,
        },
        yaxis={"ticksuffix": "%", "nticks": 5, "fixedrange": True},
    )
    return figure
