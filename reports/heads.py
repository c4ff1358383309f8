"""Heads of official documents: 简报报头 with its red name and issue, and the red head of a letter."""

from reports.blocks import Blocks
from reports.house_style import LINE, RED, TEXT_WIDTH_POINTS
from reports.lettering import width

_CHARACTERS_A_LINE = 28
# GB/T 9704—2012, 7.2.4: the red name of a letter begins 35 mm below the top of the text block.
_RED_NAME_BELOW_TOP = 2033
_HIGH = 1100


def masthead(
    blocks: Blocks,
    *,
    name: str,
    issue: str,
    body: str,
    date_text: str,
    secrecy: str | None,
    urgency: str | None,
) -> None:
    _marks(blocks, secrecy, urgency)
    small, _, large = name.partition("\n")
    if large:
        _red_name(blocks, small, points=32, before=300, line=760)
        _red_name(blocks, large, points=56, before=0, line=1400, spread=400)
    else:
        _red_name(blocks, name, points=52, before=120, line=_HIGH)
    blocks.add(issue, "GWIssue")
    *above, last = body.split("\n")
    if width(last) + width(date_text) > _CHARACTERS_A_LINE - 3:
        above, last = [*above, last], ""
    for line in above:
        blocks.ends(line, "")
    blocks.ends(last, date_text)
    _red_rule(blocks, gap=180)


def letterhead(blocks: Blocks, *, body: str, number: str, urgency: str | None, lines_above: int) -> None:
    _marks(blocks, None, urgency)
    above = LINE * (lines_above + bool(urgency))
    _red_name(blocks, body, points=52, before=_RED_NAME_BELOW_TOP - above, line=_HIGH)
    blocks.empty_lines(2)
    blocks.add(number, "GWIssue")
    _red_rule(blocks, gap=100)
    blocks.empty_lines(1)


def _marks(blocks: Blocks, secrecy: str | None, urgency: str | None) -> None:
    for mark in (secrecy, urgency):
        if mark:
            blocks.add(mark.replace(" ", "　"), "GWMark")


def _red_name(blocks: Blocks, name: str, *, points: int, before: int, line: int, spread: int = 0) -> None:
    """In one line: a name too long for its size is set narrower, not smaller."""
    wide = width(name) * (points + spread / 20)
    too_wide = wide > TEXT_WIDTH_POINTS
    look = (
        f'<w:spacing w:val="{0 if too_wide else spread}"/>'
        + (f'<w:w w:val="{int(100 * TEXT_WIDTH_POINTS / wide)}"/>' if too_wide else "")
        + f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'
    )
    blocks.raw(
        blocks.lettering.line(name, look),
        "GWRedName",
        spacing=f'w:before="{before}" w:line="{line}" w:lineRule="exact"',
    )


def _red_rule(blocks: Blocks, *, gap: int) -> None:
    """As wide as the text block: the lower border of an empty line, no drawing that could move."""
    border = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="1" w:color="{RED}"/></w:pBdr>'
    blocks.raw(
        "",
        "GWFlush",
        before_grid=f'{border}<w:snapToGrid w:val="0"/>',
        spacing=f'w:line="{gap}" w:lineRule="exact"',
    )
