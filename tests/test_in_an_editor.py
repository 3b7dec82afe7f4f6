"""What an editor shows of a plan file: yaml-language-server, driven as an editor does, with the schemas beside a plan.

It needs that server on PATH (npm install --global yaml-language-server).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from example_plan import SHIPPED
from running import siplan

SERVER = shutil.which("yaml-language-server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None, reason="there is no yaml-language-server"),
]
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
PRIORITY = """\
# yaml-language-server: $schema=../../schemas/priority.schema.json
id: "9"
title: T
areas: []
actions:
  - id: "9.1"
    title: x
    leads: []
    when: [x]
    due: soon
    milestones:
      - \n"""


class Editor:
    """The server, as an editor that has opened a folder."""

    def __init__(self, folder: Path) -> None:
        assert SERVER is not None
        self.server = subprocess.Popen(
            [SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.asked = 0
        takes = {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {"contentFormat": ["markdown"]}}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "plan"}],
                "capabilities": {"textDocument": takes, "workspace": {"configuration": True}},
            },
        )
        self._send({"method": "initialized", "params": {}})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.server.stdin is not None
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self.server.stdin.flush()

    def _receive(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that is wanted; the server's own questions are answered on the way."""
        assert self.server.stdout is not None
        while True:
            length = 0
            while (line := self.server.stdout.readline()) != b"\r\n":
                assert line, "the server has ended"
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message: dict[str, Any] = json.loads(self.server.stdout.read(length))
            if "method" in message and "id" in message:
                wants = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
                answer = [SETTINGS if one.get("section") == "yaml" else None for one in wants]
                self._send({"id": message["id"], "result": answer or None})
            elif wanted(message):
                return message

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": params})
        return self._receive(lambda message: message.get("id") == number).get("result")

    def open(self, path: Path, text: str) -> dict[int, str]:
        """What is marked red, by line from 1, once the file is open."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        told = self._receive(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri()
            )
        )
        return {one["range"]["start"]["line"] + 1: one["message"] for one in told["params"]["diagnostics"]}

    def _at(self, method: str, path: Path, line: int, column: int) -> Any:
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": column}}
        return self.ask(f"textDocument/{method}", place)

    def offers(self, path: Path, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place, by its label."""
        found = self._at("completion", path, line, column)
        return {one["label"]: one for one in (found["items"] if isinstance(found, dict) else found)}

    def hover(self, path: Path, line: int, column: int) -> str:
        return str(self._at("hover", path, line, column)["contents"]["value"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan with its schemas."""
    shutil.copytree(SHIPPED, tmp_path / "plan")
    shutil.copytree(SHIPPED.parent / "schemas", tmp_path / "schemas")
    return tmp_path


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    opened = Editor(tmp_path)
    yield opened
    opened.server.kill()
    opened.server.communicate()


def test_nothing_is_red_in_the_shipped_plan_nor_in_a_new_one(folder: Path, editor: Editor) -> None:
    assert siplan("init", "new/plan", "--authority", "A", plan=None, cwd=folder).code == 0
    for path in [*(folder / "plan").rglob("*.yaml"), *(folder / "new" / "plan").rglob("*.yaml")]:
        assert editor.open(path, path.read_text(encoding="utf-8")) == {}, path


def test_names_are_offered_with_their_titles_and_records_whole(folder: Path, editor: Editor) -> None:
    path = folder / "plan" / "priorities" / "9.yaml"
    red = editor.open(path, PRIORITY)
    assert red[10] == "A date is written as 2016-09-30, 2016-09 or 2016"
    assert editor.offers(path, 8, 12)["HSI"]["documentation"] == "Head of School Improvement"
    assert "A3" in editor.offers(path, 4, 8)
    offered = editor.offers(path, 12, 8)
    assert offered["A milestone"]["insertText"].startswith('id: "${1:2.4.4}"\n')
    assert not [one for one in offered.values() if "null" in one.get("insertText", "")]
    assert editor.hover(path, 10, 5).count("####") == 1


def test_an_entry_of_a_log_is_offered_whole(folder: Path, editor: Editor) -> None:
    path = folder / "plan" / "progress" / "2.4.yaml"
    editor.open(path, "# yaml-language-server: $schema=../../schemas/log.schema.json\n- \n")
    assert "evidence:" in editor.offers(path, 2, 2)["An entry: complete, with evidence"]["insertText"]
