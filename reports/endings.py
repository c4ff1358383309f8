"""What stands below the text of an official document: 附件, 落款 and 版记."""

from collections.abc import Sequence

from reports import tables
from reports.blocks import Blocks
from reports.house_style import CHARACTER
from reports.lettering import width

_ATTACHED = "附件："


def attachments(blocks: Blocks, titles: Sequence[str]) -> None:
    """Two characters in, an empty line below the text; each title hangs behind its number."""
    if titles:
        blocks.empty_lines(1, keep_next=True)
    for index, title in enumerate(titles):
        number = f"{index + 1}." if len(titles) > 1 else ""
        left = 2 + width(_ATTACHED) + width(number)
        hanging = left - (2 + width(_ATTACHED) if index else 2)
        indent = f'w:left="{round(left * CHARACTER)}" w:hanging="{round(hanging * CHARACTER)}"'
        line, more = ("" if index else _ATTACHED) + number + title, index < len(titles) - 1
        blocks.add(line, "GWFlush", indent=indent, keep_next=more)


def signature(blocks: Blocks, body: str, date: str) -> None:
    """Room for the seal, the bodies centred over the date, which stands four characters in (7.3.5)."""
    blocks.keep_last_words()
    lines = [*body.split("\n"), date]
    centre = max(4 + width(date) / 2, 2 + max(map(width, lines)) / 2)
    blocks.empty_lines(2, keep_next=True)
    for index, line in enumerate(lines):
        right = round(CHARACTER * (centre - width(line) / 2))
        blocks.add(line, "GWSign", indent=f'w:right="{right}"', keep_next=index < len(lines) - 1)


def imprint(
    blocks: Blocks,
    *,
    sent: Sequence[tuple[str, str]],
    people: Sequence[tuple[str, str]],
    printed: int | None,
    office: str,
    issued_on: str,
) -> None:
    """The rows that have something to say, and a last line so low that it costs none."""
    by = "　".join(f"{what}：{name}" for what, name in people if name)
    copies = f"共印{printed}份" if printed is not None else ""
    rows = [(f"{to}：{whom}", "") for to, whom in sent if whom]
    rows += [
        (left, right)
        for left, right in ((by, copies), (office, issued_on and f"{issued_on}印发"))
        if left or right
    ]
    if rows:
        blocks.table(tables.imprint(blocks.lettering, rows))
        blocks.add("", "GWLast")
