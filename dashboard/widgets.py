"""What several pages show the same way: title row, lamp, figure, chart, step button, link."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.change import change
from dashboard.theme import CONFIG, DARK, LIGHT, Palette, template
from supervision.clock import OFFICE
from supervision.office import acts
from supervision.office.history import Record
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.workflow import Workflow
from supervision.words import _

R = TypeVar("R", bound=Record)
#: Wide enough for the name of a city with a county in it.
FIELD = 160
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def md_escape(text: object) -> str:
    """Data in a label, caption or badge: no character of it is Markdown any more."""
    return PUNCTUATION.sub(r"\\\1", " ".join(str(text).split()))


def palette() -> Palette:
    return DARK if st.context.theme.type == "dark" else LIGHT


def title_row(title: str, line: str, *, fields: int = 0, buttons: int = 0) -> list[DeltaGenerator]:
    """Title and as-of line on the left; answers with places at the right for fields, then for buttons.

    A button takes the room of its words, in whatever language, and never less.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", width="stretch"):
            st.title(md_escape(title), anchor=False)
            st.markdown(f":small[{_demo_badge()}:gray[{md_escape(line)}]]")
        places = [st.container(width=FIELD) for _place in range(fields)]
        return places + [st.container(width="content") for _place in range(buttons)]


def head(text: str, note: str = "", help: str | None = None) -> None:
    """A section's heading with a word beside it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
        st.subheader(md_escape(text), anchor=False, width="content", help=help)
        if note:
            st.caption(md_escape(note), width="content")


def line(gap: Any = "small") -> DeltaGenerator:
    """One line of a list: mark, sentence, time left, action."""
    return st.container(horizontal=True, vertical_alignment="center", gap=gap, wrap=False)


def lamp_column(width: int = 92) -> Any:
    """The lamps of a table; give each cell `signs(lamp)`."""
    return st.column_config.MultiselectColumn(
        _("灯"),
        width=width,
        options=[lamp.sign for lamp in Lamp],
        color=[palette().severe, "yellow", "blue", "gray"],
        help=_("▲ 红：严重或超期；◆ 黄：较重或临期；● 蓝：提示；○ 灰：缺数，无法计算；空白：正常。"),
    )


def signs(lamp: Lamp | None) -> list[str]:
    return [lamp.sign] if lamp else []


def chart(figure: go.Figure, *, height: int, key: str, alt: str, **more: Any) -> Any:
    """Draw a figure in the house template; one that was drawn before, and kept, wears it already."""
    if figure.layout.height != height:
        figure.update_layout(template=template(palette()), height=height)
    return st.plotly_chart(figure, theme=None, config=CONFIG, key=key, alt=alt, **more)


def go_to(page: str, label: str, *, width: Any = "content", **query: str) -> None:
    """A link to another page, such as "conduct.flags", at some of its records; plain where not permitted."""
    pages: Mapping[str, Any] = st.session_state.get("pages", {})
    if page in pages:
        st.page_link(
            pages[page],
            label=f":violet[{md_escape(label)}]",
            icon="",
            width=width,
            query_params=query or None,
        )
    else:
        st.markdown(f":gray[{md_escape(label)}]", width=width)


def step_button(
    record: R,
    workflow: Workflow[Any],
    verb: str,
    take: Callable[[R, Officer], object],
    *,
    me: Officer,
    primary: bool = False,
) -> str | None:
    """A button that takes one step; grey while this officer may not. Answers with the reason, to be shown."""
    label = workflow.labels[verb]
    key = f"{verb}-{record.__tablename__}-{record.id}"
    why_not = workflow.why_not(record, verb, by=me)
    kind: Any = "primary" if primary else "secondary"
    if st.button(label, key=key, disabled=bool(why_not), help=why_not, type=kind):
        change(record, take, me=me, done=_("已{step}", step=label))
    return _("为何不能{step}：{reason}", step=label, reason=why_not) if why_not else None


def past(record: Record, workflow: Workflow[Any], *, me: Officer) -> None:
    """经过: what was done to a record, newest first."""
    head(_("经过"), _("{n} 条", n=len(record.history)))
    for event in reversed(record.history):
        with line():
            st.caption(f"{event.at.astimezone(OFFICE):%Y-%m-%d %H:%M}", width=112)
            said = acts.told_to(event, me)
            st.text(
                f"{event.by.name}　{workflow.labels.get(event.verb) or acts.label(event)}　{said}",
                width="stretch",
            )


def empty(sentence: str) -> None:
    """Nothing to show, said in one sentence."""
    st.caption(md_escape(sentence))


def _demo_badge() -> str:
    return f":gray-badge[{_('演示数据')}]　" if st.session_state.get("demo") else ""


def closing(name: str) -> str:
    """The key of a popover that `close` shuts once its form is through."""
    return f"{name}-{st.session_state.get(f'{name}-closed', 0)}"


def close(name: str) -> None:
    """A popover of another key is another popover, and that one is shut."""
    st.session_state[f"{name}-closed"] = st.session_state.get(f"{name}-closed", 0) + 1
