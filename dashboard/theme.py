"""Every colour, lamp and line of a chart; pages and charts take them from here (light and dark)."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from supervision.office.lamps import Lamp

FONT = "PingFang SC, Microsoft YaHei UI, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "zh-CN",
    "showTips": False,
}


@dataclass(frozen=True)
class Palette:
    """`main` is the measure we speak of, `other` what it is compared with; `ramp` runs pale to strong."""

    ink: str
    muted: str
    line: str
    surface: str
    sunk: str
    main: str
    other: str
    tint: str
    red: str
    severe: str
    yellow: str
    blue: str
    grey: str
    ramp: tuple[str, str, str, str, str]


LIGHT = Palette(
    ink="#12161C",
    muted="#586170",
    line="#E1E4E9",
    surface="#FFFFFF",
    sunk="#F5F6F8",
    main="#3D5573",
    other="#98A4B3",
    tint="rgba(61,85,115,0.12)",
    red="#A3261E",
    severe="#A3261E",
    yellow="#B87700",
    blue="#2F6DB5",
    grey="#7E8794",
    ramp=("#EDF0F4", "#D2DAE4", "#A9B8CA", "#5B7391", "#3D5573"),
)
DARK = Palette(
    ink="#E5E8ED",
    muted="#A3ABB7",
    line="#2F353F",
    surface="#15181D",
    sunk="#1D2128",
    main="#9FB3CC",
    other="#66707E",
    tint="rgba(159,179,204,0.16)",
    red="#DB6157",
    severe="#B5413A",
    yellow="#D9A93A",
    blue="#5F97D6",
    grey="#8A93A0",
    ramp=("#232933", "#2F3B4B", "#3E5068", "#7F96B3", "#B3C3D8"),
)


def chip(lamp: Lamp | None) -> str:
    """The lamp as a badge in Markdown; it holds no data, so that nothing needs escaping."""
    if lamp is None:
        return ""
    badge = "gray" if lamp is Lamp.UNKNOWN else lamp.value
    return f":{badge}-badge[{lamp.sign}]"


def symbol(lamp: Lamp) -> str:
    """What Plotly calls the lamp's shape."""
    return {"red": "triangle-up", "yellow": "diamond", "blue": "circle"}.get(lamp.value, "circle-open")


def colour(lamp: Lamp, palette: Palette) -> str:
    return {"red": palette.red, "yellow": palette.yellow, "blue": palette.blue}.get(lamp.value, palette.grey)


def template(palette: Palette) -> go.layout.Template:
    """How every chart looks: hairlines, no legend, no tools."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "linecolor": palette.line,
        "ticks": "",
        "tickfont": {"size": 12, "color": palette.muted},
        "title": {"font": {"size": 12, "color": palette.muted}, "standoff": 8},
        "automargin": True,
    }
    hover = {
        "bgcolor": palette.sunk,
        "bordercolor": palette.line,
        "font": {"family": FONT, "size": 12, "color": palette.ink},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 12, "color": palette.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 4, "r": 8, "t": 8, "b": 4},
            "colorway": [
                palette.main,
                palette.other,
                palette.red,
                palette.yellow,
                palette.blue,
                palette.grey,
            ],
            "xaxis": axis,
            "yaxis": axis | {"showgrid": True, "gridcolor": palette.line, "gridwidth": 1, "showline": False},
            "showlegend": False,
            "hoverlabel": hover,
            "hovermode": "closest",
            "dragmode": False,
            "separators": ".,",
        }
    )
