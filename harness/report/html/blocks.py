"""What the page holds of each scenario: packed, so that a run of thousands is a file that can be sent."""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from harness.events.results import ScenarioResult
from harness.report.html.details import Texts, details
from harness.wire.redaction import BODY_LIMIT

BUDGET: Final = 10_000_000  # characters of all blocks; the page itself and its pictures come on top
PICTURES_BUDGET: Final = 3_000_000
IN_ONE: Final = 10
SAMPLES: Final = 10
# Of scenarios that passed, bodies are shortened first; of those that didn't, never below this.
LIMITS: Final = (BODY_LIMIT, 4_000, 1_500, 500, 100, 0)
LEAST_OF_FAILED: Final = 2_000


def packed(scenarios: Sequence[ScenarioResult], *, budget: int = BUDGET) -> list[str]:
    """JSON lists of so many scenarios each, compressed, as base64; bodies as long as fit into the budget."""
    groups = [scenarios[start : start + IN_ONE] for start in range(0, len(scenarios), IN_ONE)]
    made: list[str] = []
    for limit in LIMITS:
        if limit != LIMITS[-1] and _estimated(groups, limit) > budget:
            continue
        made = [_block(group, limit) for group in groups]
        if sum(map(len, made)) <= budget:
            break
    return made


def pictures(scenarios: Sequence[ScenarioResult], *, budget: int = PICTURES_BUDGET) -> Iterator[tuple[str, str]]:
    """Each picture's SHA-256 and itself as base64, as many as fit; one that is gone from the disk isn't there."""
    seen: set[str] = set()
    for scenario in scenarios:
        for attachment in scenario.attachments:
            if attachment.sha256 in seen or attachment.media_type != "image/png":
                continue
            if (drawn := attachment.content) is None:
                continue
            content = base64.b64encode(drawn).decode()
            if len(content) <= budget:
                seen.add(attachment.sha256)
                budget -= len(content)
                yield attachment.sha256, content


def _estimated(groups: Sequence[Sequence[ScenarioResult]], limit: int) -> float:
    """How large all of them would be, from some of them: to pack thousands several times over would take a minute."""
    some = groups[:: max(1, len(groups) // SAMPLES)]
    return sum(len(_block(group, limit)) for group in some) * len(groups) / max(1, len(some))


def _block(group: Sequence[ScenarioResult], limit: int) -> str:
    # Compression alone looks back no further than half a scenario, so what repeats is shared before it.
    texts = Texts()
    told = [details(each, body_limit=max(limit, LEAST_OF_FAILED) if each.red else limit, texts=texts) for each in group]
    text = json.dumps({"texts": texts.all, "scenarios": told}, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 6)).decode()
