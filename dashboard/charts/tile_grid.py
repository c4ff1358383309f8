"""One equal tile per city: the shade is the measure, the mark is the lamp, a dashed tile has no figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import isfinite

import plotly.graph_objects as go

from dashboard.theme import Palette
from supervision.office.lamps import Lamp
from supervision.quantities import Quantity
from supervision.words import _

#: Where each city of the province lies, east and south, roughly; boundaries are deliberately not drawn.
PLACES = {
    "140600": (1.0, 0),
    "140200": (2.0, 0),
    "140900": (1.5, 1),
    "141100": (0.5, 2),
    "140100": (1.5, 2),
    "140300": (2.5, 2),
    "140700": (2.0, 3),
    "141000": (1.0, 4),
    "140400": (2.5, 4),
    "140800": (0.5, 5),
    "140500": (2.0, 5),
}
NARROW_STEP = 0.25
PALE_STEPS = 3


@dataclass(frozen=True)
class Tile:
    code: str
    name: str
    value: Quantity
    lamp: Lamp | None


def step_of(tiles: Sequence[Tile]) -> float:
    """How much one shade stands for, so that the widest value falls into the last of five."""
    widest = max((one.value.amount for one in tiles if one.value.amount is not None), default=0.0)
    rough = max(NARROW_STEP, widest / 5)
    return next((step for step in (0.25, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 5, 10, 20) if step >= rough), 20)


def draw(tiles: Sequence[Tile], palette: Palette) -> go.Figure:
    """Tiles of cities this grid does not know are left to the table."""
    shown = [one for one in tiles if one.code in PLACES]
    step, shapes, annotations = step_of(shown), [], []
    for one in shown:
        x, y = PLACES[one.code]
        shade = None if one.value.amount is None else _shade(one.value.amount, step, len(palette.ramp))
        shapes.append(
            {
                "type": "rect",
                "x0": x - 0.47,
                "x1": x + 0.47,
                "y0": -y - 0.45,
                "y1": -y + 0.45,
                "layer": "below",
                "fillcolor": palette.surface if shade is None else palette.ramp[shade],
                "line": {"width": 1, "dash": "dot", "color": palette.grey} if shade is None else {"width": 0},
            }
        )
        mark = f"{one.lamp.mark} " if one.lamp else ""
        said = _("缺数") if one.value.amount is None else one.value.digits
        annotations.append(
            {
                "x": x,
                "y": -y,
                "text": f"{mark}{escape(one.name.removesuffix('市'))}<br>{escape(said)}",
                "showarrow": False,
                "font": {"color": palette.surface if (shade or 0) >= PALE_STEPS else palette.ink},
            }
        )
    figure = go.Figure(
        go.Scatter(
            x=[PLACES[one.code][0] for one in shown],
            y=[-PLACES[one.code][1] for one in shown],
            customdata=[one.code for one in shown],
            text=[escape(one.name) for one in shown],
            mode="markers",
            marker={"symbol": "square", "size": 50, "opacity": 0},
            hovertemplate=f"%{{text}}：{escape(_('点开看各县（市、区）'))}<extra></extra>",
        )
    )
    figure.update_layout(
        shapes=shapes,
        annotations=annotations,
        xaxis={"visible": False, "range": [-0.02, 3.02], "fixedrange": True},
        yaxis={"visible": False, "range": [-5.5, 0.5], "fixedrange": True},
    )
    return figure


def _shade(value: float, step: float, shades: int) -> int:
    return max(0, min(shades - 1, int(value / step))) if isfinite(value) else 0
