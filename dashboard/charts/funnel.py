"""From raised to upheld: one bar a step, each with its number; a step is part of the one above it."""

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.theme import Palette


def draw(steps: Mapping[str, int], palette: Palette) -> go.Figure:
    """The first step on top."""
    names = list(steps)
    figure = go.Figure(
        go.Bar(
            x=[steps[name] for name in names],
            y=names,
            orientation="h",
            marker={"color": palette.main},
            text=[f"{steps[name]:,}" for name in names],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(visible=False, range=[0, max(1, *steps.values()) * 1.15])
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_layout(bargap=0.45)
    return figure
