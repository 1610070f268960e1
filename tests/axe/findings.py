"""What axe-core finds on a page that keeps people from using it."""

import json

import pytest
from playwright.sync_api import Page

from tests.prerequisites import node_modules

AXE = node_modules("axe") / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
FINDINGS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map(({id, impact, nodes}) => ({id, impact, nodes: nodes.map((node) => node.html.slice(0, 200))}))"""

needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is missing; `python tests/prerequisites.py` gets it")


def serious(page: Page) -> list[object]:
    """What is serious or worse there."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return [each for each in page.evaluate(FINDINGS) if each["impact"] in SERIOUS]


def nothing_serious(found: dict[str, list[object]]) -> None:
    """Say what was found where, if anything was."""
    assert not any(found.values()), json.dumps({where: what for where, what in found.items() if what}, indent=1)
