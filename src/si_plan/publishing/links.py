"""Checks the links of a site: each leads to a file and a place in it, and every file can be reached."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

from si_plan.formats.addresses import linkable

INDEX: Final = "index.html"


class Page(HTMLParser):
    """The addresses that a page links to, and the places in it that have an id."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value is not None:
                self.ids.add(value)
            elif name == "href" and value is not None and tag == "a":
                self.links.append(value)


def broken_links(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the links of these files (by path, with slashes), a sentence each; empty if all is well. Links
    to other sites are not followed."""
    pages = {path: Page(content.decode("utf-8")) for path, content in files.items() if path.endswith(".html")}
    found = []
    for path, page in pages.items():
        for link in page.links:
            if linkable(link):
                continue
            target, place = _target(path, link)
            if target not in files:
                found.append(f"{path} links to {link}, and there is no {target}")
            elif place and target in pages and place not in pages[target].ids:
                found.append(f"{path} links to {link}, and {target} has no such place")
    reached = _reachable(pages)
    found += (f"nothing leads to {path}" for path in files if path not in reached)
    return found


def _target(path: str, link: str) -> tuple[str, str]:
    """The file, and the place in it, that a link in the file at `path` leads to."""
    to, _, place = link.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path), place


def _reachable(pages: Mapping[str, Page]) -> set[str]:
    """Every file that can be reached from the index by links."""
    reached = {INDEX}
    waiting = [INDEX]
    while waiting:
        path = waiting.pop()
        for link in pages[path].links if path in pages else ():
            target, _ = _target(path, link)
            if not linkable(link) and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
