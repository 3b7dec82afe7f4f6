"""What Word writes around a text, in it and beside it: every word is given once, as a reader sees it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from importing.accounts import lost_and_found, texts
from importing.word_files import changed, p, r, tbl, tc, word_file
from si_plan.importing.document import SourceDocument
from si_plan.importing.readers import docx

VANISH = "<w:vanish/>"


def read(body: str, parts: Mapping[str, str] | None = None) -> SourceDocument:
    """A document of this body, every word of which is accounted for."""
    data = word_file(body, parts)
    assert lost_and_found(data, "plan.docx") == ({}, {})
    return docx.read(data, "plan.docx")


def lines(document: SourceDocument) -> list[str]:
    """Its paragraphs, those outside the running text with what they are."""
    return [f"{each.aside}: {each.text}" if each.aside else each.text for each in document.paragraphs()]


def field(code: str, result: str) -> str:
    """A field as Word writes it, with a result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        (p("a re", r("ad", "<w:b/>"), "er"), ["a reader"]),
        (p("6", r("th", '<w:vertAlign w:val="superscript"/>'), " May"), ["6th May"]),
        (p("HT", "<w:r><w:br/></w:r>", "ENG"), ["HT", "ENG"]),
        (p("<w:r><w:br/></w:r>", "ENG"), ["ENG"]),
        (p("a", "<w:r><w:tab/></w:r>", "b", '<w:r><w:ptab w:relativeTo="margin"/></w:r>', "c"), ["a b c"]),
        (p("\u00a0a \u2003 b\u00a0"), ["a b"]),
        (p("co", "<w:r><w:softHyphen/></w:r>", "op\u00aderate"), ["cooperate"]),
        (p("2025", "<w:r><w:noBreakHyphen/></w:r>", "26"), ["2025-26"]),
        (p('<w:hyperlink r:id="x">', "a page", "</w:hyperlink>"), ["a page"]),
        (p('<w:smartTag w:element="place"><w:smartTag>', "Leeds", "</w:smartTag></w:smartTag>"), ["Leeds"]),
        (p("<w:sdt><w:sdtPr/><w:sdtContent>", "chosen", "</w:sdtContent></w:sdt>"), ["chosen"]),
        (p('<w:customXml w:element="x">', "custom", "</w:customXml>"), ["custom"]),
        (p("<w:dir>", "one", "</w:dir>", "<w:bdo>", " way", "</w:bdo>"), ["one way"]),
        (p('<w:fldSimple w:instr="TITLE">', "Plan", "</w:fldSimple>", " of 2025"), ["Plan of 2025"]),
        (p("See ", field(" REF _1 \\h ", "1.2"), "."), ["See 1.2."]),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " done"), ["✓ done"]),
        (p(r("\u00fc", '<w:rFonts w:ascii="Wingdings"/>'), " done"), ["✓ done"]),
        (p('<w:r><w:sym w:font="Symbol" w:char="D800"/><w:sym w:char="zz"/></w:r>'), ["��"]),
        (p("<w:unknown><w:also>", "kept", "</w:also></w:unknown>"), ["kept"]),
        (p("a", '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/>', "b"), ["ab"]),
    ],
)
def test_a_paragraph_is_what_a_reader_sees_of_it(paragraph: str, shown: list[str]) -> None:
    assert lines(read(paragraph)) == shown
    (cell,) = read(tbl(tc(paragraph))).tables[0].rows[0].cells
    assert [each.text for each in cell.paragraphs] == shown


def test_only_a_line_break_makes_a_soft_line() -> None:
    document = read(p("one", "<w:r><w:br/></w:r>", "two", "<w:r><w:br/><w:br/></w:r>", "three") + p("four"))
    assert [(each.text, each.soft) for each in document.paragraphs()] == [
        ("one", False),
        ("two", True),
        ("three", True),
        ("four", False),
    ]


def test_hidden_text_is_an_aside_and_its_words_are_counted_once() -> None:
    assert lines(read(p("by ", r("Fri", VANISH), "day"))) == ["by day", "hidden: Fri"]
    assert lines(read(p(r("all of it", VANISH)))) == ["hidden: all of it"]
    styles = {"styles": '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'}
    assert lines(read(p("seen", r(" not", '<w:rStyle w:val="H"/>')), styles)) == ["seen", "hidden: not"]
    assert lines(read(p(r("shown", '<w:vanish w:val="0"/>')))) == ["shown"]


@pytest.mark.parametrize("line", ["<w:strike/>", "<w:dstrike/>"])
def test_text_with_a_line_through_it_is_told_where_it_stands(line: str) -> None:
    document = read(tbl(tc("Review ", "kept") + tc(p("Every ", r("week", line), "month"))))
    assert document.told == ("text with a line through it is read as any other, in table 1, row 1, column 2",)
    assert read(p("Review ", r("weekly", '<w:strike w:val="0"/>'))).told == ()


def test_what_stands_in_the_code_of_a_field_is_not_shown() -> None:
    inner = field(" MERGEFIELD x ", "yes")
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText></w:r>',
        inner,
        '<w:r><w:instrText>=1</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>',
        "seen",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert lines(read(body + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "after"))) == [
        "seen",
        "hidden: yes",
        "after",
    ]


def test_a_choice_of_a_form_is_shown_and_is_no_word_of_the_file() -> None:
    choices = '<w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Green"/>'
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{choices}</w:ddList></w:ffData></w:fldChar>'
    body = p(
        f"<w:r>{begin}</w:r>", '<w:r><w:instrText>FORMDROPDOWN</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    )
    (paragraph,) = read(body).paragraphs()
    assert (paragraph.text, paragraph.raw, paragraph.aside) == ("Green", "", "")


def test_the_prompt_of_a_control_that_nobody_filled_in_is_an_aside() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert lines(read(p(control.format(r("Choose an item."))))) == ["placeholder: Choose an item."]
    assert lines(read(control.format(p("Click here")))) == ["placeholder: Click here"]


def test_notes_and_comments_stand_where_they_are_referred_to() -> None:
    parts = {
        "footnotes": f'<w:footnote w:id="-1" w:type="separator">{p("")}</w:footnote><w:footnote w:id="2">'
        f"{p('as agreed')}</w:footnote>",
        "endnotes": f'<w:endnote w:id="2">{p("the end")}</w:endnote>',
        "comments": f'<w:comment w:id="2" w:author="A">{p("why?")}{p("who?")}</w:comment>'
        f'<w:comment w:id="3">{p("of nothing")}</w:comment><w:comment w:id="3">{p("a second third")}</w:comment>',
    }
    noted = p("text", *(f'<w:r><w:{kind}Reference w:id="2"/></w:r>' for kind in ("footnote", "comment", "footnote")))
    document = read(tbl(tc(noted)) + p("last", '<w:r><w:endnoteReference w:id="2"/></w:r>'), parts)
    (cell,) = document.tables[0].rows[0].cells
    assert cell.text == "text"
    assert [each.aside for each in cell.paragraphs] == ["", "footnote", "comment", "comment"]
    assert lines(document) == [
        *("text", "footnote: as agreed", "comment: why?", "comment: who?"),
        *("last", "endnote: the end", "comment: of nothing", "comment: a second third"),
    ]
    assert "1 paragraph in footnotes is no part of the plan" in document.told
    assert "4 paragraphs in comments are no part of the plan" in document.told


def test_headers_and_footers_follow_the_text_and_their_tables_are_taken_apart() -> None:
    inner = tbl(tc("deep"))
    document = read(
        p("text"), {"header": tbl(tc("left", inner) + tc("right")), "footer": p("Page ", field("PAGE", "1"))}
    )
    assert lines(document) == ["text", "header: left", "header: deep", "header: right", "footer: Page 1"]
    assert document.tables == ()


def box(*blocks: str) -> str:
    """A run with a text box."""
    within = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    drawn = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{within}</wps:txbx></w:drawing></mc:Choice>'
    older = f"<mc:Fallback><w:pict><v:textbox>{within}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{drawn}{older}</mc:AlternateContent></w:r>"


def test_a_text_box_is_read_once_and_does_not_part_the_words_around_it() -> None:
    assert lines(read(p("out", box(p("in"), p("side")), "side"))) == ["outside", "text box: in", "text box: side"]
    assert lines(read(p(box(p(box(p("deeper")), "deep"))))) == ["text box: deep", "text box: deeper"]
    empty = '<mc:Choice Requires="x"><w:drawing/></mc:Choice>'
    older = f"<mc:Fallback>{r('only here')}</mc:Fallback>"
    assert lines(read(p(f"<mc:AlternateContent>{empty}{older}</mc:AlternateContent>"))) == ["only here"]


def test_the_table_of_a_text_box_is_a_table() -> None:
    document = read(
        p("before", box(p("key"), tbl(tc("a") + tc("b")))) + tbl(tc("c", p(box(tbl(tc("d")))))) + p("after")
    )
    assert [texts(table) for table in document.tables] == [[["a", "b"]], [["c"]], [["d"]]]
    assert [table.inside for table in document.tables] == [None, None, (2, 1, 1)]
    assert [type(block).__name__ for block in document.blocks] == [
        *("Paragraph", "Paragraph", "Table", "Table", "Table", "Paragraph")
    ]


def bold(document: SourceDocument) -> list[bool]:
    return [each.bold for each in document.paragraphs()]


def test_bold_is_where_all_of_it_is() -> None:
    styles = {
        "styles": '<w:style w:type="paragraph" w:default="1" w:styleId="N"/><w:style w:type="paragraph" w:styleId="B">'
        '<w:basedOn w:val="C"/></w:style><w:style w:styleId="C"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style>'
    }
    of_style = '<w:pStyle w:val="B"/>'
    document = read(
        p(r("a", "<w:b/>"), r(" "), r("b", '<w:b w:val="true"/>'))
        + p(r("a", "<w:b/>"), r("b"))
        + p("a", properties=of_style)
        + p(r("a", '<w:b w:val="0"/>'), properties=of_style),
        styles,
    )
    assert bold(document) == [True, False, True, False]


def test_headings_are_told_by_outline_level_or_name_wherever_the_style_is_based() -> None:
    styles = {
        "styles": '<w:style w:type="paragraph" w:styleId="Ü1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Ü1"/></w:style>'
        '<w:style w:styleId="Out"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    }
    ways = [
        *(f'<w:pStyle w:val="{name}"/>' for name in ("Ü1", "Own", "Out", "Heading4", "T1")),
        '<w:outlineLvl w:val="1"/>',
    ]
    document = read(
        "".join(p("x", properties=way) for way in [*ways, '<w:pStyle w:val="Ü1"/><w:outlineLvl w:val="9"/>']), styles
    )
    assert [each.heading for each in document.paragraphs()] == [1, 1, 3, 4, 0, 2, 0]
    assert [each.aside for each in document.paragraphs()] == ["", "", "", "", "contents", "", ""]
    (cell,) = read(tbl(tc(p("x", properties=ways[0]))), styles).tables[0].rows[0].cells
    assert cell.paragraphs[0].heading == 0


def points(*written: str) -> list[tuple[int, str, str, str | None]]:
    """Level, mark, text and raw text of what stands in a cell of these paragraphs."""
    (cell,) = read(tbl(tc(*(p(text) for text in written)))).tables[0].rows[0].cells
    return [(each.level, each.mark, each.text, each.raw) for each in cell.paragraphs]


def test_typed_marks_are_points_and_each_other_mark_is_a_level_deeper() -> None:
    assert points("Offer:", "• phonics", "-\tReception", "o\u00a0Year 1", "- Nursery", "•  fluency") == [
        (0, "", "Offer:", None),
        (1, "•", "phonics", "• phonics"),
        (2, "-", "Reception", "- Reception"),
        (3, "o", "Year 1", "o Year 1"),
        (2, "-", "Nursery", "- Nursery"),
        (1, "•", "fluency", "• fluency"),
    ]
    assert points("-5 %", "-", "o Training", "1. first", "a) one", "o k") == [
        (0, "", "-5 %", None),
        (0, "", "-", None),
        (1, "o", "Training", "o Training"),
        (0, "", "1. first", None),
        (0, "", "a) one", None),
        (0, "", "o k", None),
    ]


def test_each_list_outside_tables_has_marks_of_its_own() -> None:
    document = read("".join(map(p, ("- a", "• b", "Then:", "• c", "- d"))))
    assert [each.level for each in document.paragraphs()] == [1, 2, 0, 1, 2]


def test_two_bodies_and_the_strict_form_are_read() -> None:
    assert lines(read(f"{p('one')}</w:body><w:body>{p('two')}")) == ["one", "two"]
    data = word_file(tbl(tc("a") + tc(p("b", properties="<w:outlineLvl w:val='0'/>"))))
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for usual, strict in names.items():
        parts = {name: part.replace(usual.encode(), strict.encode()) for name, part in parts.items()}
    strictly = changed(data, parts)
    assert texts(docx.read(strictly, "plan.docx").tables[0]) == [["a", "b"]]
    assert lost_and_found(strictly, "plan.docx") == ({}, {})


def test_places_are_numbered_by_what_is_given() -> None:
    document = read(p("") + p("one") + p("") + tbl(tc("", "a", "", "b")) + p("two"))
    assert [tuple(each.place) for each in document.paragraphs()] == [
        (0, 0, 0, 1),
        (1, 1, 1, 1),
        (1, 1, 1, 2),
        (0, 0, 0, 2),
    ]
