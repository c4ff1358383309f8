"""The charts of one document: drawn in a line of their own, named and numbered below."""

from collections.abc import Mapping, Sequence

from reports import chart_workbooks, native_charts
from reports.blocks import Blocks
from reports.native_charts import Kind, Numbers


class Charts:
    """Collects the chart parts, each with its workbook, as they are put among the blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.parts: list[tuple[str, bytes]] = []

    def add(
        self,
        kind: Kind,
        title: str,
        categories: Sequence[str],
        series: Mapping[str, Numbers],
        *,
        unit: str,
        alt: str,
    ) -> None:
        """A chart Word can edit; with nothing known, a sentence that says so."""
        if any(len(numbers) != len(categories) for numbers in series.values()):
            raise ValueError("each series has a value, or None, for each category")
        if all(value is None for numbers in series.values() for value in numbers):
            self.blocks.add(f"{title}：无可绘制的数据，待核。", "GWNote")
            return
        clean = self.blocks.lettering.clean
        names = [clean(name) for name in categories]
        lines = {clean(name): numbers for name, numbers in series.items()}
        self.parts.append((native_charts.chart(kind, names, lines), chart_workbooks.workbook(names, lines)))
        number = len(self.parts)
        drawing = native_charts.inline(
            rid=f"rId_chart{number}",
            number=number,
            height_mm=native_charts.height_mm(kind, names, lines),
            alt=clean(alt),
        )
        self.blocks.raw(drawing, "GWChart", spacing='w:before="120" w:line="240" w:lineRule="auto"')
        self.blocks.add(f"图{number}　{title}（{unit}）", "GWFigure")
