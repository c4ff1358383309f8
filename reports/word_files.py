"""A Word file: blocks, the static parts of the house style, charts and properties, in one package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from reports import house_style, page_furniture
from reports.packing import (
    HEAD,
    OPEN,
    Part,
    app_properties,
    content_types,
    core_properties,
    custom_properties,
    kept,
    relationships,
    zipped,
)
from reports.sections import section

_SPACES = (
    f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:r="{OPEN}/officeDocument/2006/relationships" '
    f'xmlns:wp="{OPEN}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OPEN}/drawingml/2006/main" '
    f'xmlns:c="{OPEN}/drawingml/2006/chart"'
)


@dataclass(frozen=True, kw_only=True)
class WordFile:
    title: str
    author: str
    made_at: datetime
    demo: bool
    lying: bool
    title_face: str
    blocks: Sequence[str]
    charts: Sequence[tuple[str, bytes]]
    pictures: Sequence[bytes]
    properties: Mapping[str, str]

    def packed(self) -> bytes:
        """The parts in a fixed order, then as one file."""
        word = {
            "styles": ("styles", house_style.styles(self.title_face)),
            "settings": ("settings", page_furniture.settings()),
            "fontTable": ("fontTable", page_furniture.font_table(self.title_face)),
            "footer1": ("footer", page_furniture.footer(odd=True)),
            "footer2": ("footer", page_furniture.footer(odd=False)),
        }
        document = self._document()
        if "rId_footer3" in document:
            word["footer3"] = ("footer", page_furniture.lying_footer(odd=True))
            word["footer4"] = ("footer", page_furniture.lying_footer(odd=False))
        if self.demo:
            word["header1"] = ("header", page_furniture.demo_header())
        charts = {f"charts/chart{number}": part for number, part in enumerate(self.charts, start=1)}
        types = {"word/document.xml": "officedocument.wordprocessingml.document.main"}
        types |= {
            f"word/{name}.xml": f"officedocument.wordprocessingml.{kind}" for name, (kind, _) in word.items()
        }
        types |= {
            "docProps/core.xml": "package.core-properties",
            "docProps/app.xml": "officedocument.extended-properties",
            "docProps/custom.xml": "officedocument.custom-properties",
        }
        types |= {f"word/{name}.xml": "officedocument.drawingml.chart" for name in charts}
        targets = {f"rId_{name}": (kind, f"{name}.xml") for name, (kind, _) in word.items()}
        targets |= {
            f"rId_chart{number}": ("chart", f"{name}.xml") for number, name in enumerate(charts, start=1)
        }
        targets |= {
            f"rId_image{number}": ("image", f"media/image{number}.png")
            for number in range(1, len(self.pictures) + 1)
        }
        parts: dict[str, Part] = {
            "[Content_Types].xml": kept(content_types(types, pictures=bool(self.pictures))),
            "_rels/.rels": kept(_package()),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": kept(relationships(targets)),
        }
        parts |= {f"word/{name}.xml": kept(xml) for name, (_, xml) in word.items()}
        for number, (name, (xml, workbook)) in enumerate(charts.items(), start=1):
            embedded = f"embeddings/Microsoft_Excel_Worksheet{number}.xlsx"
            parts[f"word/{name}.xml"] = xml
            parts[f"word/charts/_rels/chart{number}.xml.rels"] = kept(
                relationships({"rId1": ("package", f"../{embedded}")})
            )
            parts[f"word/{embedded}"] = workbook
        parts |= {
            f"word/media/image{number}.png": picture for number, picture in enumerate(self.pictures, start=1)
        }
        parts["docProps/core.xml"] = core_properties(
            title=self.title,
            subject=house_style.DEMO if self.demo else "",
            author=self.author,
            moment=self.made_at,
        )
        parts["docProps/app.xml"] = kept(app_properties())
        parts["docProps/custom.xml"] = custom_properties(self.properties)
        return zipped(parts)

    def _document(self) -> str:
        last = section(lying=self.lying, demo=self.demo)
        return f"{HEAD}<w:document {_SPACES}><w:body>{''.join(self.blocks)}{last}</w:body></w:document>"


@cache
def _package() -> str:
    return relationships(
        {
            "rId1": ("officeDocument", "word/document.xml"),
            "rId2": ("core-properties", "docProps/core.xml"),
            "rId3": ("extended-properties", "docProps/app.xml"),
            "rId4": ("custom-properties", "docProps/custom.xml"),
        }
    )
