"""The numbers and bullets that Word draws: counted as Word counts them, and read where nothing else stands."""

from __future__ import annotations

from importing.accounts import lost_and_found
from importing.word_files import p, tbl, tc, word_file
from si_plan.importing.document import Paragraph
from si_plan.importing.readers import docx


def level(depth: int, form: str, text: str, start: int | None = 1, further: str = "") -> str:
    """A level of a list."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{form}"/>{further}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The part of the lists, with one definition."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def point(depth: int, text: str = "x", number: str = "1") -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def read(body: str, lists: str, styles: str = "") -> list[Paragraph]:
    data = word_file(body, {"numbering": lists, "styles": styles})
    assert lost_and_found(data, "plan.docx") == ({}, {})
    return [*docx.read(data, "plan.docx").paragraphs()]


def marks(body: str, lists: str) -> list[str]:
    return [paragraph.mark for paragraph in read(body, lists)]


LEGAL = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))


def test_points_are_counted_level_by_level() -> None:
    body = "".join(map(point, (0, 1, 1, 2, 2, 0, 1, 2)))
    assert marks(body, LEGAL) == ["1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)"]
    assert [each.level for each in read(body, LEGAL)] == [1, 2, 2, 3, 3, 1, 2, 3]


def test_a_level_that_is_passed_over_has_begun() -> None:
    assert marks(point(0) + point(2) + point(1), LEGAL) == ["1.", "(a)", "1.2"]


def test_formats_starts_and_restarts() -> None:
    lists = numbering(
        level(0, "upperRoman", "Priority %1:", start=4),
        level(1, "decimalZero", "%1-%2", further="<w:isLgl/>"),
        level(2, "upperLetter", "%3", start=27, further='<w:lvlRestart w:val="0"/>'),
        level(3, "ordinal", "%4", start=None),
    )
    body = "".join(map(point, (0, 1, 2, 3, 3, 0, 2)))
    assert marks(body, lists) == ["Priority IV:", "4-01", "AA", "0th", "1st", "Priority V:", "BB"]


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    of = '<w:abstractNumId w:val="0"/>'
    own = level(0, "upperLetter", "%1")
    lists = (
        f'<w:num w:numId="1">{of}</w:num><w:num w:numId="2">{of}</w:num><w:num w:numId="3">{of}<w:lvlOverride '
        f'w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num><w:num w:numId="4">{of}<w:lvlOverride '
        f'w:ilvl="0">{own}</w:lvlOverride></w:num><w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>'
    )
    body = "".join(point(0, number=number) for number in "1244331589")
    assert marks(body, numbering(level(0, "decimal", "%1"), lists=lists)) == [*"12CD789", "", "", ""]


def test_a_bullet_is_shown_as_in_its_font() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    lists = numbering(
        level(0, "bullet", "\uf0b7"),
        level(1, "bullet", "o"),
        level(2, "bullet", "\uf0fc", further=fonts),
        level(3, "bullet", ""),
    )
    assert marks("".join(map(point, range(4))), lists) == ["•", "o", "✓", "•"]
    assert marks(point(0), numbering(level(0, "none", ""))) == [""]


def test_a_number_that_stands_alone_in_a_cell_is_its_text() -> None:
    table = tbl(*(tc(point(0, ""), point(1, "")) + tc("text") for _ in "ab"))
    assert [(each.text, each.raw, each.level) for each in read(table, LEGAL)] == [
        *(("1.", "", 0), ("1.1", "", 0), ("text", None, 0)),
        *(("2.", "", 0), ("2.1", "", 0), ("text", None, 0)),
    ]
    assert read(point(0, "") + tbl(tc(point(0, "", number="0"))), LEGAL) == []


def test_what_is_not_shown_is_not_counted() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    down = '<w:vMerge w:val="{}"/>'
    rows = [tc(point(0), properties=down.format(of)) + tc(point(0)) for of in ("restart", "continue")]
    assert [(each.mark, each.aside) for each in read(tbl(*rows), LEGAL)] == [
        ("1.", ""),
        ("", "hidden"),
        ("2.", ""),
        ("3.", ""),
    ]
    assert marks(point(0, hidden) + point(0), LEGAL) == ["1.", "2."]


def test_a_soft_line_of_a_point_stands_as_deep_and_has_no_mark() -> None:
    broken = point(1, "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>")
    assert [(each.text, each.level, each.mark, each.soft) for each in read(broken, LEGAL)] == [
        ("one", 2, "1.1", False),
        ("two", 2, "", True),
    ]


def test_styles_have_lists_of_their_own() -> None:
    bullets = "".join(
        f'<w:style w:type="paragraph" w:styleId="B{depth}"><w:name w:val="List Bullet{f" {depth}" * (depth > 1)}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for depth in (1, 2, 3)
    )
    deep = (
        '<w:style w:styleId="D"><w:basedOn w:val="B1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering(level(0, "bullet", "•"), level(1, "bullet", "–"))
    body = "".join(p(name, properties=f'<w:pStyle w:val="{name}"/>') for name in ("B1", "B2", "B3", "D"))
    none = p("none", properties='<w:pStyle w:val="B1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    heading = p("heading", properties='<w:pStyle w:val="B1"/><w:outlineLvl w:val="0"/>')
    found = read(body + none + heading, lists, bullets + deep)
    assert [(each.level, each.mark) for each in found] == [(1, "•"), (2, "•"), (3, "•"), (2, "–"), (0, ""), (0, "•")]


def test_hostile_lists_do_no_harm() -> None:
    odd = (
        level(0, "decimal", "%1%9%0"),
        level(0, "lowerRoman", "%1", start=99999),
        level(99, "chicago", "%9"),
        level(1, "", ""),
    )
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num/><w:num w:numId="x"/>'
    body = point(0) + point(98) + point(1) + point(0, number="-1")
    assert marks(body, numbering(*odd, lists=lists)) == ["", "1", "", ""]
