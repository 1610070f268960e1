"""One scenario as the page's script reads it: short keys, since there may be thousands."""

from collections.abc import Mapping, Sequence

from harness.events.results import ScenarioResult
from harness.events.steps import Attachment, StepResult
from harness.report.html.divergence import divergence, evidence_of
from harness.report.printable import printable
from harness.report.repeat import command, curl_chain
from harness.report.terminal import MARKS
from harness.report.warnings import warnings_of
from harness.wire.exchange import (
    AccountKnown,
    DeepLink,
    Entry,
    Exchange,
    LinkBlocked,
    Message,
    PageError,
    PersonMoved,
    ScreenSeen,
    moment,
)

MOST_ENTRIES = 400
Told = dict[str, object]


class Texts:
    """Headers and bodies by number, each once, however many exchanges of however many scenarios have them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Where this one stands."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def all(self) -> list[str]:
        """In the order of their numbers."""
        return list(self._numbers)


def details(result: ScenarioResult, *, body_limit: int, texts: Texts) -> Told:
    """Everything that is shown of a scenario when it is opened; longer bodies are cut to this length and say so."""
    parts = result.parts
    entries = [entry for part in parts for entry in part.entries]
    exchanges = [entry for entry in entries if isinstance(entry, Exchange)]
    began = min(map(moment, entries), default=0)
    room = _Room(began, body_limit, texts)
    return {
        "lang": result.language,
        "findings": [_finding(finding) for finding in result.findings],
        "error": _error(result),
        "steps": [_step(part, room) for part in parts],
        "cut": max(0, len(entries) - MOST_ENTRIES),
        "evidence": evidence_of(result),
        "turn": divergence(result, exchanges),
        "command": printable(command(result)),
        "curl": _curl(exchanges, body_limit),
        "traces": [printable(path) for path in result.traces],
        "warnings": [printable(text) for text in warnings_of(result)],
    }


class _Room:
    """How much may still be told, and since when."""

    def __init__(self, began_ns: int, body_limit: int, texts: Texts) -> None:
        self.texts = texts
        self.began_ns = began_ns
        self.body_limit = body_limit
        self.left = MOST_ENTRIES

    def take(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        taken = entries[: self.left]
        self.left -= len(taken)
        return taken

    def cut(self, text: str) -> str:
        return text if len(text) <= self.body_limit else text[: self.body_limit]

    def since(self, at_ns: int) -> float:
        return round((at_ns - self.began_ns) / 1e6, 2)


def _error(result: ScenarioResult) -> str:
    told = [finding["title"] for finding in result.findings] + [step.get("error") for step in result.steps]
    return "" if not result.error or result.error in told else printable(result.error)


def _finding(finding: Mapping[str, object]) -> Told:
    texts = {name: printable(str(finding[name])) for name in ("cause", "title", "happened", "why", "change")}
    return {**texts, "evidence": finding["evidence"]}


def _step(part: StepResult, room: _Room) -> Told:
    return {
        "status": part.status,
        "mark": MARKS[part.status],
        "keyword": printable(part.keyword),
        "text": printable(part.text),
        "line": part.line,
        "seconds": part.seconds,
        "error": printable(part.error or ""),
        "table": [[printable(cell) for cell in row] for row in part.table],
        "docstring": printable(part.docstring),
        "entries": [_entry(entry, room) for entry in room.take(part.entries)],
        "pictures": [_picture(each) for each in part.attachments],
    }


def _picture(attachment: Attachment) -> Told:
    return {
        "id": attachment.sha256,
        "shows": attachment.shows,
        "person": printable(attachment.person),
        "path": printable(str(attachment.path)),
    }


def _entry(entry: Entry, room: _Room) -> Told:
    if isinstance(entry, Exchange):
        return _exchange(entry, room)
    told: Told = {"at": room.since(entry.at_ns), "wall": entry.wall}
    if isinstance(entry, AccountKnown):
        return {"kind": "account", "person": printable(entry.owner), "text": entry.subdomain, **told}
    told["person"] = printable(entry.person)
    if isinstance(entry, DeepLink):
        return {"kind": "link", "text": printable(entry.url), "by": entry.by, "prints": entry.fingerprints, **told}
    if isinstance(entry, LinkBlocked):
        return {"kind": "blocked", "text": printable(entry.url), "by": entry.by, **told}
    if isinstance(entry, PageError):
        return {"kind": "page_error", "text": printable(entry.text), "url": printable(entry.url), **told}
    if isinstance(entry, ScreenSeen):
        texts = [printable(text) for text in entry.screen.texts]
        texts += [printable(card.name) for card in entry.screen.leads]
        return {"kind": "screen", "text": entry.screen.id, "texts": texts, **told}
    assert isinstance(entry, PersonMoved)
    return {"kind": "moved", "text": entry.what, **told}


def _exchange(exchange: Exchange, room: _Room) -> Told:
    told: Told = {
        "kind": "exchange",
        "number": exchange.number,
        "caller": exchange.caller,
        "callee": exchange.callee,
        "role": exchange.role,
        "method": printable(exchange.method),
        "url": printable(exchange.url),
        "status": exchange.status,
        "at": room.since(exchange.started_ns),
        "end": room.since(exchange.ended_ns),
        "wall": exchange.wall,
        "account_time": exchange.account_time,
        "person": printable(exchange.person or ""),
        "prints": exchange.fingerprints,
        "sent": _message(exchange.request, room),
        "got": _message(exchange.response, room),
    }
    if exchange.fault:
        told["fault"] = exchange.fault_kind or exchange.fault
    return told


def _message(message: Message, room: _Room) -> Told:
    body = printable(message.body)
    return {
        "headers": [room.texts.number(printable(f"{name}: {value}")) for name, value in message.headers.items()],
        "body": room.texts.number(room.cut(body)),
        "of": len(body),
    }


def _curl(exchanges: Sequence[Exchange], body_limit: int) -> str:
    """The whole chain, or nothing where what was sent would have to be cut: half a body repeats nothing."""
    chain = curl_chain(exchanges[:MOST_ENTRIES])
    return chain if len(chain) <= max(body_limit, 4) * 4 else ""
