"""Pictures in a document: drawn in a line of their own, each with its words for those who do not see it."""

from html import escape

from reports.blocks import Blocks
from reports.packing import OPEN

EMU = 36_000
FIRST = 1001


class Pictures:
    """Collects the picture parts as they are put among the blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.parts: list[bytes] = []

    def add(self, png: bytes, *, alt: str, millimetres: int) -> None:
        """A square picture, in the middle of its line."""
        self.parts.append(png)
        number = len(self.parts)
        drawing = _inline(
            rid=f"rId_image{number}",
            number=FIRST + number,
            side=millimetres * EMU,
            alt=escape(self.blocks.lettering.clean(alt)),
        )
        self.blocks.raw(drawing, "GWChart", spacing='w:before="120" w:line="240" w:lineRule="auto"')


def _inline(*, rid: str, number: int, side: int, alt: str) -> str:
    space = f"{OPEN}/drawingml/2006/picture"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{side}" cy="{side}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="图片 {number}" descr="{alt}"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{space}"><pic:pic xmlns:pic="{space}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
