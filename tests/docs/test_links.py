"""Every relative link of the documents leads to a file that is there, and to a heading that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QA = ("docs/qa.uk.md", "docs/qa.ru.md", "docs/qa.en.md")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/developers.md", "docs/ci.md", "docs/editor.md", *QA)
_LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")


def anchors(text: str) -> set[str]:
    """The anchors that GitHub and GitLab make of headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_relative_link_leads_somewhere(document: str) -> None:
    path = ROOT / document
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), f"{document}: {link}"
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), f"{document}: {link}"


def test_the_readme_has_links_to_follow() -> None:
    links = _LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/developers.md", "docs/ci.md", "examples/ci/github.yml", "#qa", *QA} <= set(links)
