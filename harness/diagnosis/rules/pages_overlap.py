"""A later page of the list repeats leads of the page before it."""

from urllib.parse import parse_qsl

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first two neighbouring pages with a lead in common, while the backend heard nothing new of leads."""
    last: dict[str, Exchange] = {}
    for answer in timeline.exchanges(role="leads", where=lambda call: call.status == 200):
        person = str(answer.person)
        before, last[person] = last.get(person), answer
        if before is None or not _follows(before, answer) or _has_news(timeline, before, answer):
            continue
        twice = _ids(before) & _ids(answer)
        if twice:
            return Finding(
                cause="pages_overlap",
                at_ns=answer.started_ns,
                evidence=(before.number, answer.number),
                values={
                    "person": person,
                    "first_at": at(before),
                    "at": at(answer),
                    "page": str(_page(answer)),
                    "count": str(len(twice)),
                    "lead": min(twice),
                },
                explains=frozenset({"list_cut_short"}),
            )
    return None


def _follows(before: Exchange, answer: Exchange) -> bool:
    """Whether both are of one list, and the later one is its next page."""
    first, second = _page(before), _page(answer)
    return first is not None and second == first + 1 and _choice(before) == _choice(answer)


def _page(call: Exchange) -> int | None:
    number = dict(parse_qsl(call.address.query)).get("page", "")
    return int(number) if number.isascii() and number.isdigit() else None


def _choice(call: Exchange) -> list[tuple[str, str]]:
    """Everything that was asked but the page."""
    return sorted(pair for pair in parse_qsl(call.address.query) if pair[0] != "page")


def _ids(answer: Exchange) -> set[str]:
    ids = answer.facts.get("amo_ids")
    return {str(each) for each in ids if each is not None} if isinstance(ids, list) else set()


def _has_news(timeline: Timeline, before: Exchange, answer: Exchange) -> bool:
    """Whether anything may have come in between that moves a lead to another page."""
    return any(
        call.started_ns < answer.ended_ns and call.ended_ns > before.started_ns
        for call in (*timeline.exchanges(role="webhook"), *timeline.exchanges(role="api", caller="backend"))
    )
