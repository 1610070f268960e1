"""What backends read of an account's leads while somebody waited, and what their lists gave out afterwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import parse_qsl

from harness.diagnosis.answers import lead_number
from harness.diagnosis.news import lead_news, webhooks
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

# What a request for a list says of its paging; anything else may be a filter.
_PAGING: Final = frozenset({"page", "limit", "per_page", "perpage", "page_size", "pagesize", "size", "offset", "skip"})


@dataclass(frozen=True)
class LeadPage:
    """One request for a page of all leads of an account, and what amoCRM itself answered."""

    call: Exchange

    @property
    def number(self) -> int:
        """Which page was asked for."""
        page = dict(parse_qsl(self.call.address.query)).get("page", "1")
        return int(page) if page.isascii() and page.isdigit() else 1

    @property
    def is_read(self) -> bool:
        """Whether the answer came and can be read here; of an account or a page without leads it is empty.

        A late one may have found nobody waiting any more.
        """
        is_whole = self.call.status == 204 or (self.call.status == 200 and bool(self._document))
        return self.call.fault is None and is_whole

    @property
    def has_next(self) -> bool:
        """Whether amoCRM named a next page."""
        links = self._document.get("_links")
        return isinstance(links, dict) and "next" in links

    @property
    def leads(self) -> Mapping[int, Mapping[str, object]]:
        """The leads of the page by their ids."""
        embedded = self._document.get("_embedded")
        items = embedded.get("leads") if isinstance(embedded, dict) else None
        found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        return {int(item["id"]): item for item in found if isinstance(item.get("id"), int)}

    @cached_property
    def _document(self) -> Mapping[str, object]:
        document = self.call.response.document
        return document if isinstance(document, dict) else {}


@dataclass(frozen=True)
class LeadImport:
    """All pages that were asked for during one request of a person's browser or app."""

    person: str
    during: Exchange
    pages: tuple[LeadPage, ...]

    @property
    def account(self) -> str | None:
        """Whose leads they are."""
        return self.pages[0].call.account

    @property
    def is_read(self) -> bool:
        """Whether amoCRM answered each page, and each can be read here."""
        return all(page.is_read for page in self.pages)

    @property
    def is_whole(self) -> bool:
        """Whether everything was read, from the first page to one that has no next."""
        return self.is_read and self.pages[0].number == 1 and not self.pages[-1].has_next

    @cached_property
    def leads(self) -> Mapping[int, Mapping[str, object]]:
        """The leads of all pages by their ids."""
        return {number: lead for page in self.pages for number, lead in page.leads.items()}


@dataclass(frozen=True, slots=True)
class Listed:
    """A person's list of leads, page after page, as the backend gave it out between two moments."""

    answers: tuple[Exchange, ...]
    ids: frozenset[int]


def imports(timeline: Timeline) -> Iterator[LeadImport]:
    """Every import that somebody's request caused, in the order of its beginning; what backends read alone is none."""
    asked = timeline.exchanges(role="api", caller="backend", where=_is_page_of_all)
    for during in timeline.every(Exchange):
        if during.person is None or during.caller not in ("browser", "client") or during.callee != "backend":
            continue
        pages = tuple(LeadPage(call) for call in asked if during.encloses(call))
        if pages and len({page.call.account for page in pages}) == 1:
            yield LeadImport(during.person, during, pages)


def listed_after(timeline: Timeline, done: LeadImport, person: str) -> Listed | None:
    """A person's whole list from the end of an import on, as long as nothing else can have changed it."""
    until = min(_changes(timeline, done, person), default=None)
    return _listed(timeline, person, done.during.ended_ns, until)


def listed_before(timeline: Timeline, done: LeadImport, person: str) -> Listed | None:
    """A person's whole list as it was last given out before an import."""
    earlier = [each.during.ended_ns for each in imports(timeline) if each.during.ended_ns < done.during.started_ns]
    return _listed(timeline, person, max(earlier, default=0), done.during.started_ns)


def told_by_webhooks(timeline: Timeline) -> frozenset[int]:
    """The leads that webhooks were about: what became of them is another matter."""
    return frozenset(news.lead for call in webhooks(timeline) for news in lead_news(call))


def _listed(timeline: Timeline, person: str, after_ns: int, until_ns: int | None) -> Listed | None:
    """None where the list wasn't asked for, or not got whole."""
    asked = [
        call
        for call in timeline.exchanges(role="leads", person=person, after_ns=after_ns)
        if (until_ns is None or call.started_ns < until_ns) and not _is_filtered(call)
    ]
    ids = [call.facts.get("amo_ids") for call in asked]
    numbers = [lead_number(each) for some in ids if isinstance(some, list) for each in some]
    if not asked or any(call.status != 200 for call in asked) or not all(isinstance(some, list) for some in ids):
        return None
    known = frozenset(number for number in numbers if number is not None)
    # Otherwise a backend doesn't say which lead of amoCRM's an item is.
    return Listed(tuple(asked), known) if None not in numbers else None


def _changes(timeline: Timeline, done: LeadImport, person: str) -> Iterator[int]:
    """When something happened to a person's connection, or to the account's leads, after an import."""
    ended = done.during.ended_ns
    for role in ("callback", "exchange_code", "disconnect"):
        yield from (call.started_ns for call in timeline.exchanges(role=role, after_ns=ended))
    yield from (moved.at_ns for moved in timeline.moves("disconnected", person) if moved.at_ns > ended)
    yield from (
        other.during.started_ns
        for other in imports(timeline)
        if other.account == done.account and other.during.started_ns > ended
    )
    # Whoever is refused by amoCRM may have lost the connection.
    refused = timeline.exchanges(
        caller="backend", after_ns=ended, where=lambda call: call.account == done.account and call.status in (401, 403)
    )
    yield from (call.started_ns for call in refused)


def _is_page_of_all(call: Exchange) -> bool:
    names = {name for name, _ in parse_qsl(call.address.query, keep_blank_values=True)}
    return call.lists_leads and not any(name.startswith("filter") or name == "query" for name in names)


def _is_filtered(call: Exchange) -> bool:
    """By the settings' own word where there is one, otherwise by whatever isn't paging."""
    if isinstance(asked := call.facts.get("asked"), dict):
        return bool(asked)
    names = {name.lower() for name, _ in parse_qsl(call.address.query, keep_blank_values=True)}
    return bool(names - _PAGING)
