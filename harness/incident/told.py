"""An incident in a terminal: its causes, what the record shows, and what it doesn't."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

from harness.cells import wrapped
from harness.diagnosis import diagnose
from harness.diagnosis.rules import RULES
from harness.diagnosis.views import missing_for
from harness.events.file import WIRE_TYPES
from harness.events.results import ScenarioResult
from harness.events.status import FAILED
from harness.incident.incident import Incident
from harness.incident.messages import say
from harness.report.findings import told_findings
from harness.report.printable import printable
from harness.report.terminal import causes
from harness.wire.exchange import DeepLink, Entry, Exchange

_MOST_LINES: Final = 40
_SIMULATED: Final = frozenset({"screens", "moves", "accounts", "errors"})
_CODE_EXCHANGED: Final = "code_exchanged_twice"


def told(incident: Incident, *, lang: str, width: int) -> str:
    """All that can be said of it, the causes first."""
    words = say(lang)
    result = as_result(incident, lang=lang)
    parts = ["\n".join(causes(result, width=width)) or words["no_cause"]]
    if incident.concluded:
        exchanges = ", ".join(f"№{number}" for number in incident.concluded)
        parts.append(_paragraph(words["concluded"].format(exchanges=exchanges), width))
    parts += [_paragraph(words["offered"].format(link=link), width) for link in incident.offered]
    parts.append("\n".join([f"{words['chain']}:", *_chain(incident, words["more"])]))
    if unseen := list(_unseen(incident, lang, width)):
        parts.append("\n".join(unseen))
    if notes := list(_notes(incident, lang)):
        parts.append("\n".join(_paragraph(note, width) for note in notes))
    return printable("\n\n".join(parts))


def as_result(incident: Incident, *, lang: str) -> ScenarioResult:
    """The incident as reports know scenarios, its causes found anew."""
    also = {_CODE_EXCHANGED} if incident.concluded else ()
    found = diagnose(incident.timeline, seen=incident.seen, also=also)
    wire = [{"type": WIRE_TYPES[type(entry)], **dataclasses.asdict(entry)} for entry in incident.timeline.entries]
    findings = [dataclasses.asdict(each) for each in told_findings(found, lang)]
    return ScenarioResult("", "", "", "", lang, verdict=FAILED, findings=[*findings], wire=[*wire])


def _chain(incident: Incident, more: str) -> Iterator[str]:
    entries = [entry for entry in incident.timeline.entries if isinstance(entry, Exchange | DeepLink)]
    shown = entries if len(entries) <= _MOST_LINES else _around_trouble(entries)
    for entry in shown:
        yield f"  {_clock(entry)}  {_line(entry, incident.concluded)}"
    if len(shown) < len(entries):
        yield "  " + more.format(count=len(entries) - len(shown))


def _around_trouble(entries: Sequence[Exchange | DeepLink]) -> list[Exchange | DeepLink]:
    """What matters most, in its order: links, OAuth, and whatever was refused; then what comes first."""
    weighty = [
        entry
        for entry in entries
        if isinstance(entry, DeepLink) or entry.is_refused or entry.fingerprints.keys() & {"code", "state"}
    ][:_MOST_LINES]
    rest = [entry for entry in entries if entry not in weighty][: _MOST_LINES - len(weighty)]
    kept = {id(entry) for entry in (*weighty, *rest)}
    return [entry for entry in entries if id(entry) in kept]


def _line(entry: Exchange | DeepLink, concluded: Sequence[int]) -> str:
    if isinstance(entry, DeepLink):
        return f"browser → app {entry.url}"
    mark = "?" if entry.number in concluded else ""
    url = entry.url.partition("?")[0].partition("://")[2]
    code = f"  code {entry.fingerprints['code']}" if "code" in entry.fingerprints else ""
    answer = entry.status or "–"
    return f"№{entry.number}{mark} {entry.caller} → {entry.callee} {entry.method} {url} → {answer}{code}"


def _clock(entry: Entry) -> str:
    return entry.wall[11:23] if isinstance(entry, Exchange | DeepLink) else ""


def _unseen(incident: Incident, lang: str, width: int) -> Iterator[str]:
    judged = {_CODE_EXCHANGED} if incident.concluded else set[str]()
    missing = {cause: views for cause in RULES if cause not in judged and (views := missing_for(cause, incident.seen))}
    if not missing:
        return
    words = say(lang)
    yield words["not_seen"].format(count=len(missing), all=len(RULES)) + ":"
    wanted = {view for views in missing.values() for view in views}
    for view in ("backend", "app", "browser", "consent", "links", "hooks"):
        if view in wanted:
            yield _item(words[view], width)
    if wanted & _SIMULATED:
        yield _item(words["simulated"], width)


def _notes(incident: Incident, lang: str) -> Iterator[str]:
    words = say(lang)
    for asked in incident.timeline.exchanges(role="token", caller="client"):
        yield words["token_in_app"].format(number=asked.number)
    if not incident.seen >= {"app", "browser"}:
        yield from _spent_again(incident, words["spent_again"])
    if incident.sessions > 1:
        yield words["sessions"].format(count=incident.sessions)
    for file in incident.cut_off:
        yield words["cut_off"].format(file=file)
    if incident.left_out:
        yield words["left_out"].format(count=len(incident.left_out), first=incident.left_out[0])


def _spent_again(incident: Incident, words: str) -> Iterator[str]:
    """Codes that came to amoCRM more than once; whose doing that was shows only beside the app's requests."""
    calls = incident.timeline.redemptions()
    for code in dict.fromkeys(call.fingerprints["code"] for call in calls):
        same = [call for call in calls if call.fingerprints["code"] == code]
        if len(same) > 1:
            answers = ", ".join(f"№{call.number} → {call.status or '–'}" for call in same)
            yield words.format(code=code, answers=answers)


def _paragraph(text: str, width: int) -> str:
    return "\n".join(wrapped(text, width))


def _item(text: str, width: int) -> str:
    return "\n".join(wrapped(text, width, first="- ", rest="  "))
