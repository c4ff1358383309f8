from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.house_style import styles
from reports.packing import kept, zipped
from reports.paper import Paper
from tests.reports import samples
from tests.reports.package_faults import W, faults

PAPERS = {"briefing": samples.briefing, "letter": samples.letter}


def parts(paper: Paper) -> dict[str, bytes]:
    with ZipFile(BytesIO(paper.save())) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("name", PAPERS)
def test_a_document_has_no_fault_word_would_stumble_over(name: str, demo: bool) -> None:
    assert faults(PAPERS[name](demo=demo).save()) == []


def test_pages_turned_sideways_have_no_fault() -> None:
    assert faults(samples.ledger().save()) == []


def test_a_document_of_nothing_has_no_fault() -> None:
    paper = Paper("空", made_at=samples.MOMENT, demo=False)
    paper.text("")

    assert faults(paper.save()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("word/document.xml", "rId_chart1", "rId_chart9", "uses rId_chart9"),
        (
            "word/document.xml",
            "_F0002_first_rate",
            "_F0001_listed",
            "bookmark name _F0001_listed is there 2 times",
        ),
        ("word/document.xml", 'w:val="GWBody"', 'w:val="GWNone"', "no style GWNone"),
        ("word/document.xml", '<wp:docPr id="2"', '<wp:docPr id="1"', "drawing 1 is there 2 times"),
        ("word/_rels/document.xml.rels", 'Target="footer2.xml"', 'Target="footer3.xml"', "which is no part"),
        ("[Content_Types].xml", "/word/styles.xml", "/word/style.xml", "word/styles.xml has no type"),
    ],
)
def test_the_faults_we_look_for_are_found(name: str, old: str, new: str, fault: str) -> None:
    broken = parts(samples.briefing())
    broken[name] = broken[name].replace(old.encode(), new.encode())

    assert any(fault in found for found in faults(zipped(broken)))


def test_no_part_carries_a_clock_a_user_or_a_system() -> None:
    with ZipFile(BytesIO(samples.briefing().save())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr) for info in package.infolist()} == {(0, 0)}


def test_chinese_runs_find_a_chinese_face() -> None:
    """All four slots are filled in every paragraph style, and every run with Chinese points to that one."""
    for style in etree.fromstring(styles("方正小标宋简体").encode()).iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}styleId"):
            fonts = style.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None, style.get(f"{W}styleId")
            assert {name.removeprefix(W) for name in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
            assert not any("heme" in name for name in fonts.attrib)
            assert all(len(face) < 32 for face in fonts.attrib.values())
    for run in etree.fromstring(parts(samples.briefing())["word/document.xml"]).iter(f"{W}r"):
        if run.find(f"{W}t") is not None:
            assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"


def test_a_part_that_is_not_well_formed_is_never_written() -> None:
    with pytest.raises(ExpatError, match="mismatched tag"):
        zipped({"word/document.xml": "<w:p></w:r>"})


def test_a_part_kept_for_many_files_is_packed_as_one_written_for_itself() -> None:
    part = "<w:p>登记</w:p>"

    packed = zipped({"word/styles.xml": kept(part), "word/document.xml": part})

    with ZipFile(BytesIO(packed)) as package:
        assert package.testzip() is None
        assert [package.read(name).decode() for name in package.namelist()] == [part, part]
    assert packed.count(kept(part).deflated) == 2


def test_a_part_that_is_not_well_formed_is_not_kept() -> None:
    with pytest.raises(ExpatError):
        kept("<w:p></w:r>")
