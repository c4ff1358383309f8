"""Pages upright and lying: a wide table is set on a page that is turned, and bound on its upper side."""

_GRID = '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="579"/>'
# The footer's distance sets the page number's dash 7 mm below the text block.
_UPRIGHT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1475" w:bottom="1984" w:left="1587" w:header="850" w:footer="1420" '
    'w:gutter="0"/>'
)
# The same sheet turned left: its binding side is on top, its head at the right.
_LYING = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1587" w:right="2096" w:bottom="1475" w:left="1984" w:header="567" w:footer="567" '
    'w:gutter="0"/>'
)


def section(*, lying: bool, demo: bool) -> str:
    """The section that ends here."""
    first = 3 if lying else 1
    kinds = {"header": ("header1", "header1")} if demo else {}
    kinds["footer"] = (f"footer{first}", f"footer{first + 1}")
    furniture = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="rId_{name}"/>'
        for kind, names in kinds.items()
        for pages, name in zip(("default", "even"), names, strict=True)
    )
    page = _LYING if lying else _UPRIGHT
    return f'<w:sectPr>{furniture}<w:type w:val="nextPage"/>{page}{_GRID}</w:sectPr>'


def ended(paragraph: str, section: str) -> str:
    """The paragraph, as the last one of its section."""
    return paragraph.replace("</w:pPr>", f"{section}</w:pPr>", 1)
