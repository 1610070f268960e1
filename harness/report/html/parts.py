"""What the pages that draw scenarios have in common: their scripts and styles, and the data that a script reads."""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from harness.events.results import ScenarioResult
from harness.report.html.blocks import BUDGET, IN_ONE, packed
from harness.report.html.messages import script_words

DRAWING: Final = ("elements.js", "sequence.js")
LOOKS: Final = ("report.css", "details.css", "sequence.css")


def sources(*names: str) -> str:
    """The contents of some of this room's scripts or styles, one after another."""
    return "".join((files(__package__) / name).read_text(encoding="utf-8") for name in names)


def data(scenarios: Sequence[ScenarioResult], lang: str, *, budget: int = BUDGET) -> Iterator[str]:
    """The script's words and the details of these scenarios, as elements that no browser runs or shows."""
    words = json.dumps({**script_words(lang), "in_one": IN_ONE}, ensure_ascii=False).replace("<", "\\u003c")
    yield f'<script type="application/json" id="words">{words}</script>'
    for number, block in enumerate(packed(scenarios, budget=budget)):
        yield f'<script type="text/plain" id="block-{number}">{block}</script>'
