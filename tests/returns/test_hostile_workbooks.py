"""Workbooks that attack whoever reads them: refused within a second, and never a traceback."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable

import pytest

from filled import DONE, Office, fill, with_part
from hostile_plan import CONTROLS, PAYLOADS
from si_plan.returns.cells import UnreadableReturnError
from si_plan.returns.reading import read_return
from sweeping import times

SHEET, STRINGS, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
LAUGHS = (
    b'<!DOCTYPE sst [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, 97 + n, 97 + n, 97 + n, 97 + n) for n in range(20))
    + b"]>"
)
FILE = b'<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def after_declaration(text: bytes, more: bytes) -> bytes:
    head, end, rest = text.partition(b"?>")
    return head + end + more + rest


def before(mark: bytes, more: bytes) -> Callable[[bytes], bytes]:
    return lambda text: text.replace(mark, more + mark, 1)


ATTACKS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "billion laughs": (STRINGS, lambda text: after_declaration(text, LAUGHS).replace(b"<t>", b"<t>&t;", 1)),
    "an external entity": (STRINGS, lambda text: after_declaration(text, FILE).replace(b"<t>", b"<t>&a;", 1)),
    "an external entity in the sheet": (SHEET, lambda text: after_declaration(text, FILE)),
    "another encoding": (STRINGS, lambda text: text.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    "an encoding for a declaration": (STRINGS, lambda text: text.replace(b"UTF-8", b"cp037")),
    "no XML": (SHEET, lambda _: b"\x89PNG"),
    "half of it": (SHEET, lambda text: text[: len(text) // 2]),
    "nothing": (STRINGS, lambda _: b""),
    "a zip bomb": (STRINGS, before(b"</sst>", b" " * 80_000_000)),
    "a million cells": (SHEET, before(b"</sheetData>", b'<row r="999">' + b"<c/>" * 300_000 + b"</row>")),
    "a million strings": (STRINGS, before(b"</sst>", b"<si><r><t>a</t></r></si>" * 100_000)),
    "a million styles": (STYLES, before(b"</cellXfs>", b"<xf/>" * 100_000)),
    "a thousand sheets": (BOOK, before(b"</sheets>", b'<sheet name="a" sheetId="9" r:id="rId1"/>' * 1000)),
    "merged without end": (
        SHEET,
        before(b"<dataValidations", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "a far row": (SHEET, before(b"</sheetData>", b'<row r="1048576"><c r="G1048576"><v>1</v></c></row>')),
    "a row of nowhere": (SHEET, before(b"</sheetData>", b'<row r="-5"><c r="ZZZZ0"><v>x</v></c></row>')),
    "a string of nowhere": (SHEET, before(b"</sheetData>", b'<row r="99"><c r="A99" t="s"><v>99999</v></c></row>')),
    "deep": (SHEET, before(b"</sheetData>", b"<a>" * 50_000 + b"</a>" * 50_000)),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_soon_and_in_little_memory(office: Office, name: str) -> None:
    part, change = ATTACKS[name]
    file = with_part(office.asks("CM", "cm.xlsx", "2016-10-01", "--force"), part, change)
    raw = file.read_bytes()
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises(UnreadableReturnError) as refused:
        read_return(raw, "cm.xlsx")
    taken, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.hint
    assert most < 100_000_000
    assert taken < 5  # tracemalloc makes it some times slower
    ran = office.collects("cm.xlsx")
    assert ran.code == 1
    assert "Refused" in ran.out
    assert office.logs() == {}


@pytest.mark.slow
def test_a_part_under_another_name_is_not_read(office: Office) -> None:
    """A sheet that is called a picture is not looked at before it is unpacked, so it is not unpacked at all."""
    file = office.asks("CM", "cm.xlsx", "2016-10-01", "--force")
    raw = file.read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as former:
        parts = [(name, former.read(name)) for name in former.namelist()]
    bomb = dict(parts)[SHEET].replace(b"</sheetData>", b" " * 200_000_000 + b"</sheetData>")
    renamed = [(name, text.replace(b"sheet1.xml", b"sheet1.png")) for name, text in parts if name != SHEET]
    attack = _archive(*renamed, ("xl/worksheets/sheet1.png", bomb))
    del bomb
    tracemalloc.start()
    with pytest.raises(UnreadableReturnError):
        read_return(attack, "cm.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_pictures_and_macros_are_left_alone(office: Office) -> None:
    file = fill(office.asks("CM", "cm.xlsx", "2016-10-01", "--force"), {"7.1.1": DONE})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/media/image1.png", random.Random(1).randbytes(3_000_000))
        archive.writestr("xl/vbaProject.bin", b"macro" * 1000)
    assert len(read_return(file.read_bytes(), "cm.xlsx").filled) == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no workbook"),
        (b"PK\x03\x04", "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"%PDF-1.4", "no workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(UnreadableReturnError) as refused:
        read_return(raw, "a.xlsx")
    assert said in refused.value.message


def _archive(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return out.getvalue()


def test_odd_archives_are_refused(recwarn: pytest.WarningsRecorder) -> None:
    many = [(f"{number}.xml", b"") for number in range(2000)]
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = _archive(("a.xml", b"<a/>"), ("a.xml", b"<b/>"))
    for raw in (_archive(), _archive(*many), twice, _archive(("a.xml", b"<a/>"), method=zipfile.ZIP_LZMA)):
        with pytest.raises(UnreadableReturnError):
            read_return(raw, "a.xlsx")
    assert not recwarn.list


def test_a_damaged_workbook_is_refused_or_read(office: Office) -> None:
    """Bytes changed at random: some do not matter, the others are refused."""
    _damage(office, 60)


@pytest.mark.sweep
def test_many_damaged_workbooks_are_refused_or_read(office: Office) -> None:
    _damage(office, times(3000))


def _damage(office: Office, times: int) -> None:
    raw = fill(office.asks("CM", "damaged.xlsx", "2016-10-01", "--force"), {"7.1.1": DONE}).read_bytes()
    parts = [
        (part.filename, zipfile.ZipFile(io.BytesIO(raw)).read(part))
        for part in zipfile.ZipFile(io.BytesIO(raw)).infolist()
    ]
    chance = random.Random(4)
    refused = 0
    for number in range(times):
        changed = [(name, _spoilt(text, chance) if chance.random() < 0.4 else text) for name, text in parts]
        try:
            read_return(_archive(*changed) if number % 2 else _spoilt(raw, chance), "a.xlsx")
        except UnreadableReturnError:
            refused += 1
    assert refused > times / 4


def _spoilt(raw: bytes, chance: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(out))
        what = chance.random()
        if what < 0.4:
            out[place] = chance.randrange(256)
        elif what < 0.7:
            del out[place : place + chance.randint(1, 40)]
        else:
            out[place:place] = out[max(0, place - 30) : place]
        if not out:
            return b"x"
    return bytes(out)


def test_what_a_lead_wrote_acts_in_no_output(office: Office) -> None:
    """Whatever a returned workbook says, told on a terminal, in a pipe and in each format."""
    words = " ".join(text for text in (*PAYLOADS, CONTROLS[0], CONTROLS[3], CONTROLS[4]) if not text.startswith("="))
    clean = "".join(character for character in words if character not in "\x1b\x07\x9b")
    answers = {"Status": "Complete", "Note": clean, "Evidence": clean, "Date": clean[:400]}
    fill(office.asks("CM", "words.xlsx", "2016-10-01", "--force"), {"7.1.1": answers, "7.5.1": {"Note": clean}})
    for form in ("table", "markdown", "csv", "json"):
        ran = office.collects("words.xlsx", "--partial", "--dry-run", "--format", form)
        assert ran.code == 1
        told = ran.out.replace("\r\n", "\n")
        kinds = {unicodedata.category(character) for character in set(told) - {"\n"}}
        assert not kinds & {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}, form
        assert "##[" not in told
        assert not [line for line in told.split("\n") if line.strip().startswith("::")]
