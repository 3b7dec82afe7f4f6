"""What an officer new to YAML is told: the mistakes made most often, and the words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, found_in, replaced, write_plan
from si_plan.suggestions import Guesses

TOLD = {
    "colon in a text": ("Tutors trained", "Tutors: trained", 'put text that contains a colon in quotes ("…")'),
    "text after quotes": ("Tutors trained", '"Tutors" trained', "put the whole text in quotes"),
    "quote never closed": ("Tutors trained", '"Tutors trained', "close it"),
    "begins with an asterisk": ("Tutors trained", "**Tutors**", "put the text in quotes"),
    "begins with a hash": ("Tutors trained", "#1 tutors", "put text that starts with # in quotes"),
    "space out of line": ("        due: 2016-09", "       due: 2016-09", "all indented by the same amount"),
    "no space after a colon": ("text: Tutors", "text:Tutors", "put a colon and a space after the field's name"),
    "tab": ("        due", "\tdue", "indent each level by two spaces"),
    "curly quotes": ('"1.1.1"', "“1.1.1”", 'use straight quotes (")'),
    "one lead without brackets": ("[HT]", "HT", "write leads: [HT]"),
    "two leads as in the document": ("[HT]", "HT / CT", "write leads: [HT, CT]"),
    "a sentence for a list": ("[By Sept 2016]", "By Sept 2016", "write each entry on its own line, after a dash"),
    "near field": ("        due", "        dew", "did you mean due?"),
    "near lead": ("[HT]", "[HTT]", "did you mean HT?"),
    "forgotten field": (
        "        text: Tutors trained\n",
        "",
        "add a line `text: …` (what will be done, or be in place)",
    ),
    "month of words": ("2016-09", "Sept 2016", "write 2016-09"),
    "day first": ("2016-09", "30/09/2016", "write 2016-09-30"),
    "term": ("2016-09", "Autumn 2016", "write a year, a month or a day: 2016, 2016-09 or 2016-09-30"),
    "unquoted id": ('"1.1"', "1.1", 'put it in quotes: "1.1"'),
    "merge": ("    leads", "<<<<<<< HEAD\n    leads", "keep what both wrote"),
}


@pytest.mark.parametrize(("old", "new", "hint"), TOLD.values(), ids=TOLD)
def test_hint_says_what_to_do(old: str, new: str, hint: str, tmp_path: Path) -> None:
    text = BASE[PRIORITY].replace(old, new, 1)
    assert text != BASE[PRIORITY]
    assert any(hint in one.hint for one in found_in(write_plan(tmp_path, {PRIORITY: text})))


def test_utf_16_is_called_what_windows_calls_it(tmp_path: Path) -> None:
    (found,) = found_in(write_plan(tmp_path, {PRIORITY: BASE[PRIORITY].encode("utf-16")}))
    assert "Unicode" in found.hint


def test_latin_1_says_which_character_is_meant(tmp_path: Path) -> None:
    text = replaced("Tutors", "Café")[PRIORITY]
    (found,) = found_in(write_plan(tmp_path, {PRIORITY: text.encode("latin-1")}))
    assert "é" in found.message


def test_an_unread_file_says_what_to_call_it(tmp_path: Path) -> None:
    (found,) = found_in(write_plan(tmp_path, {"priorities/2.yaml.txt": BASE[PRIORITY]}))
    assert found.hint == "rename it to 2.yaml"


def test_guesses_stop_where_there_are_very_many() -> None:
    guesses = Guesses([f"HS{number}" for number in range(1_000)])
    told = [guesses.did_you_mean(f"HSX{number}") for number in range(100)]
    assert told[0].startswith("did you mean HS")
    assert told[-1] == ""
