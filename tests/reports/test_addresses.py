"""Evidence that is an address, or looks like one: the page, the document and the site take the same for links."""

from __future__ import annotations

import io
import json
from datetime import date
from zipfile import ZipFile

import pytest

from asking import plan_of
from example_plan import BASE
from si_plan.formats.addresses import linkable
from si_plan.model.plan import Plan
from si_plan.publishing.links import Page
from si_plan.publishing.site import site

ON = date(2016, 12, 1)
LINKS = (
    "https://example.org",
    "HTTPS://example.org/minutes.pdf",
    "Http://EXAMPLE.ORG",
    "https://example.org:8443/a?b=c&d=e#f",
    "https://example.org/%C2%A3?q=a+b,c;d=(e)!$*",
    "https://council.sharepoint.example/:w:/s/team/x?e=1",
    "https://example.org:65535/",
    "https://192.0.2.1/a",
    "https://example.org/&lt;b&gt;",
)
TEXTS = (
    "https://[",
    "https://[::1]/",
    "https://]",
    "http://",
    "https:example.org",
    "//example.org/a",
    "https://example.org:99999/",
    "https://example.org:port/",
    "https://user@example.org/",
    "https://user:secret@example.org/",
    "https://exämple.org/",
    "httpſ://example.org/",
    "https://example.org/a b",
    "https://example.org/a\nb",
    "https://example.org/::error::owned",
    "https://example.org/##[group]x",
    "https://example.org/#section_start:1:x",
    "https://example.org/'x",
    "https://example.org/\"x",
    "https://example.org/<b>",
    "https://example.org\\@evil.example",
    "https://example.org/" + "a" * 3000,
    "javascript:alert(1)",
    "JavaScript://example.org/%0aalert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "mailto:a@example.org",
    "#main",
    "../index.html",
    "minutes of 3 May",
)  # fmt: skip


def evidenced(texts: tuple[str, ...]) -> Plan:
    """A plan with a public audience that has met, and a milestone that was completed with this evidence."""
    audiences = "audiences:\n  - {id: panel, title: The Panel, meetings: [2016-09-27]}\n"
    entry = {"on": "2016-09-20", "at": "1.1.1", "status": "complete", "public": "true", "evidence": list(texts)}
    return plan_of({"plan.yaml": BASE["plan.yaml"] + audiences, "progress/1.1.yaml": json.dumps([entry])})


@pytest.mark.parametrize("text", [*LINKS, *TEXTS])
def test_what_is_an_address(text: str) -> None:
    assert linkable(text) is (text in LINKS)


def test_the_page_the_document_and_the_site_link_to_the_same() -> None:
    made = site(evidenced((*LINKS, *TEXTS)), ON)
    assert set(outward(made)) == set(LINKS)
    with ZipFile(io.BytesIO(made["downloads/plan.docx"])) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
    targets = {part.partition('"')[0].replace("&amp;", "&") for part in relations.split('Target="')[1:]}
    assert {one for one in targets if ":" in one} == set(LINKS)


def outward(made: dict[str, bytes]) -> list[str]:
    """The links of a site's pages that lead out of it."""
    names = {path.rpartition("/")[2] for path in made}
    pages = [Page(content.decode()) for path, content in made.items() if path.endswith(".html")]
    links = [link for page in pages for link in page.links]
    return [link for link in links if link.partition("#")[0].rpartition("/")[2] not in {"", *names} or link in LINKS]
