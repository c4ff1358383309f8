"""One place beside those around it: how often something was found, with denominators; the first is ours."""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from dashboard.theme import Palette
from supervision.conduct.peers import Peer
from supervision.words import _


def draw(peers: Sequence[Peer], palette: Palette) -> go.Figure:
    """The first at the top. A place whose rate is unknown keeps its line and says so."""
    rates = [peer.rate.amount for peer in peers]
    rows = list(range(len(peers)))[::-1]
    figure = go.Figure()
    for row, rate in zip(rows, rates, strict=True):
        figure.add_scatter(
            x=[0, rate or 0],
            y=[row, row],
            mode="lines",
            line={"width": 1, "color": palette.line},
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[rate or 0 for rate in rates],
        y=rows,
        mode="markers+text",
        marker={
            "size": 10,
            "color": [palette.main if place == 0 else palette.other for place in range(len(peers))],
        },
        text=[f"  {escape(_said(peer))}" for peer in peers],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    most = max((rate for rate in rates if rate), default=1)
    figure.update_layout(
        xaxis={"visible": False, "range": [-0.02 * most, 2.2 * most], "fixedrange": True},
        yaxis={
            "tickvals": rows,
            "ticktext": [escape(peer.name) for peer in peers],
            "showgrid": False,
            "fixedrange": True,
            "range": [-0.6, len(peers) - 0.4],
        },
    )
    return figure


def _said(peer: Peer) -> str:
    if peer.rate.amount is None:
        return _("无法计算")
    return _("{rate}（{hits}／{whole}）", rate=peer.rate, hits=peer.hits.digits, whole=peer.whole)
