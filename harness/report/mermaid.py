"""Who called whom in each scenario, as Mermaid sequence diagrams in Markdown, which GitHub and GitLab draw."""

import re
from collections.abc import Iterator
from typing import Final

from harness.events.results import RunResult, ScenarioResult
from harness.events.status import PASSED
from harness.events.steps import StepResult
from harness.report.headline import headline
from harness.report.markdown import escaped
from harness.report.printable import printable
from harness.report.terminal import MARKS
from harness.wire.exchange import DeepLink, Entry, Exchange, LinkBlocked, ScreenSeen, moment

# The order in which they stand beside each other.
PARTICIPANTS: Final = {"client": "app", "browser": "browser", "backend": "backend", "amocrm": "amoCRM"}
LONGEST: Final = 160
RED: Final = "rgb(255, 205, 205)"
BAND: Final = "rgba(128, 128, 128, 0.12)"
# In Mermaid `#` begins a character's code and `;` ends a statement; the others begin markup, a directive or a fence.
_SPECIAL: Final = re.compile(r"[#;%<>&\"'`{}\[\]|\\]")


def mermaid(run: RunResult) -> str:
    """A Markdown document with a diagram for each scenario that has reached the wire."""
    parts = ["# amocrm-e2e", *(_section(result) for result in run.scenarios)]
    return printable("\n\n".join(parts)) + "\n"


def diagram(result: ScenarioResult) -> str:
    """The diagram of one scenario: a band for each step, what is wrong in red."""
    evidence = {number for finding in result.findings for number in _numbers(finding["evidence"])}
    lines = ["sequenceDiagram", *(f"  participant {id_} as {name}" for id_, name in PARTICIPANTS.items())]
    for part in result.parts:
        lines += _step(part, evidence)
    return "\n".join(lines)


def _section(result: ScenarioResult) -> str:
    title = f"## {MARKS[result.verdict]} {escaped(result.name)}"
    told = f"`{' '.join(result.place.replace('`', '').split())}`: {result.verdict}"
    why = "" if result.verdict == PASSED else f"{escaped(headline(result))}\n\n"
    drawn = f"```mermaid\n{diagram(result)}\n```" if result.wire else ""
    return f"{title}\n\n{told}\n\n{why}{drawn}".rstrip()


def _step(part: StepResult, evidence: set[int]) -> Iterator[str]:
    yield f"  rect {BAND}"
    yield f"    Note over client,amocrm: {MARKS[part.status]} {_text(f'{part.keyword} {part.text}')}"
    arrows = [arrow for entry in part.entries for arrow in _arrows(entry, evidence)]
    for _, _, line in sorted(arrows, key=lambda arrow: arrow[:2]):
        yield from (f"    {one}" for one in line.split("\n"))
    if part.error:
        yield f"    Note over client,amocrm: {_text(part.error.partition(chr(10))[0])}"
    yield "  end"


def _arrows(entry: Entry, evidence: set[int]) -> Iterator[tuple[int, int, str]]:
    """When, in what order at the same moment, and what is drawn."""
    if isinstance(entry, Exchange):
        asked = f"№{entry.number} {entry.method} {entry.address.path or '/'}{_carried(entry)}"
        arrow = f"{entry.caller}->>{entry.callee}: {_text(asked)}"
        status = str(entry.status) if entry.status else "no answer"
        answered = f"№{entry.number} {' '.join(filter(None, (status, entry.outcome)))}"
        back = f"{entry.callee}{'--x' if entry.is_refused else '-->>'}{entry.caller}: {_text(answered)}"
        red = entry.number in evidence
        yield entry.started_ns, 1, _in_red(arrow) if red else arrow
        yield entry.ended_ns, 0, _in_red(back) if red else back
    elif isinstance(entry, DeepLink):
        told = f"{entry.url.partition('?')[0]} ({', '.join(entry.parameters) or '–'})"
        yield entry.at_ns, 2, f"browser->>client: {_text(told)}"
    elif isinstance(entry, LinkBlocked):
        yield entry.at_ns, 2, f"browser--xclient: {_text(entry.url.partition('?')[0])}"
    elif isinstance(entry, ScreenSeen):
        yield moment(entry), 3, f"Note left of client: {_text(entry.screen.id)}"


def _in_red(line: str) -> str:
    return f"rect {RED}\n  {line}\nend"


def _carried(exchange: Exchange) -> str:
    told = ", ".join(f"{kind} {fingerprint}" for kind, fingerprint in exchange.fingerprints.items())
    return f" ({told})" if told else ""


def _text(text: str) -> str:
    plain = " ".join(printable(text).split())
    short = plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", short)


def _numbers(value: object) -> list[int]:
    return [number for number in value if isinstance(number, int)] if isinstance(value, list | tuple) else []
