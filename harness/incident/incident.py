"""A recorded incident: the timeline of one or several HARs, what it shows, what is concluded, what was left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from harness.adapters.app_api import AppApi
from harness.adapters.way_back import page_facts
from harness.diagnosis.views import View, views_of
from harness.incident.call import Call, NoCall, call_of, wall_of
from harness.incident.concluded import concluded
from harness.incident.har_file import HarFile, UnreadableHar
from harness.incident.links import Link, is_app_link, offered, redirected
from harness.incident.parties import Hop, Parties
from harness.settings import Settings, SettingsError
from harness.wire.exchange import DeepLink, Entry, Exchange, Message
from harness.wire.redaction import Redactor, Texts, shortened
from harness.wire.timeline import Timeline

# Where JSON keys `code` and `state` mean OAuth's, as in the recorder; the token endpoint's journal has its own way.
_OAUTH: Final = frozenset({"connect", "callback", "exchange_code", "token", "consent", "other"})
_BODY_KEPT: Final = 4_000_000


@dataclass(slots=True)
class Incident:
    """What a report needs; `left_out` has each entry that couldn't be used, with its place."""

    timeline: Timeline
    seen: frozenset[View]
    concluded: tuple[int, ...] = ()
    offered: tuple[str, ...] = ()
    """Links that a page had and that somebody must have followed, since the app has asked on."""
    left_out: list[str] = field(default_factory=list)
    cut_off: list[str] = field(default_factory=list)
    sessions: int = 0


def read_incident(paths: Sequence[Path], settings: Settings, *, person: str) -> Incident:
    """One story of all files; their clocks are taken as they are."""
    calls, left_out, cut_off = _calls(paths)
    api = AppApi(settings, callback=settings.backend.callback)
    parties = Parties(api, settings, calls)
    if not parties.backends and not any(parties.is_amocrm(call.url) for call in calls):
        raise UnreadableHar(
            f"{', '.join(map(str, paths))}: none of {len(calls)} requests goes to amoCRM or to the backend "
            f"(whose callback is {settings.backend.callback}); describe its paths in harness.toml, see --settings"
        )
    story = _Story(api, settings, person)
    for call in calls:
        story.add(call, parties.hop(call))
    return story.told(left_out, cut_off)


def _calls(paths: Sequence[Path]) -> tuple[list[Call], list[str], list[str]]:
    calls: list[Call] = []
    left_out: list[str] = []
    cut_off: list[str] = []
    for path in paths:
        file = HarFile(path)
        for number, entry in file.entries():
            try:
                call = call_of(entry, f"{path}: log.entries[{number - 1}]")
            except NoCall as error:
                left_out.append(str(error))
                continue
            if call is not None:
                calls.append(call if len(call.got_body) <= _BODY_KEPT else replace(call, got_body=b""))
        if file.cut_off:
            cut_off.append(str(path))
    if not calls and left_out:
        raise UnreadableHar(left_out[0])
    return sorted(calls, key=lambda call: call.started_ns), left_out, cut_off


class _Story:
    """Puts entries together: redacted, with roles and facts as if they had been recorded by us."""

    def __init__(self, api: AppApi, settings: Settings, person: str) -> None:
        self._api = api
        self._person = person
        # Without settings of its own nobody has said which scheme the app has.
        self._scheme = api.scheme if settings.path else ""
        self._redactor = Redactor()
        self._exchanges: list[Exchange] = []
        self._links: list[tuple[Link, str]] = []
        self._tokens: set[str] = set()

    def add(self, call: Call, hop: Hop | None) -> None:
        """One call of the record."""
        if is_app_link(call):
            self._links.append((Link(call.url, "button", call.started_ns), call.place))
        if hop is None:
            return
        self._exchanges.append(self._exchange(call, hop))
        if hop.callee == "backend" and hop.caller == "browser":
            back = redirected(call, elsewhere=hop.role == "callback")
            found = [back] if back else list(offered(call, self._scheme or self._api.scheme))
            self._links += [(link, call.place) for link in found]

    def told(self, left_out: list[str], cut_off: list[str]) -> Incident:
        """All of it."""
        links = list(self._deep_links())
        more = concluded(self._exchanges)
        entries: list[Entry] = [*self._exchanges, *(link for link, _ in links)]
        whole = Timeline.of([*entries, *more])
        numbers = {id(each): number for number, each in enumerate(whole.every(Exchange), 1)}
        timeline = Timeline(
            tuple(replace(e, number=numbers[id(e)]) if isinstance(e, Exchange) else e for e in whole.entries)
        )
        return Incident(
            timeline=timeline,
            seen=views_of(entries),
            concluded=tuple(sorted(numbers[id(each)] for each in more)),
            offered=tuple(link.url for link, only_offered in links if only_offered),
            left_out=left_out,
            cut_off=cut_off,
            sessions=len(self._tokens),
        )

    def _deep_links(self) -> Iterator[tuple[DeepLink, bool]]:
        """Each link once: one that was followed for certain rather than one that a page only offers."""
        certain = [link for link, _ in self._links if not link.offered]
        redirects = {self._meant(link) for link in certain if link.by == "redirect"}
        used: set[object] = set()
        for link in certain:
            if link.by == "redirect" or self._meant(link) not in redirects:
                used.add(self._meant(link))
                yield self._deep_link(link, link.at_ns), False
        for link in (link for link, _ in self._links if link.offered and self._meant(link) not in used):
            following = next(
                (each for each in self._exchanges if each.caller == "client" and each.started_ns >= link.at_ns), None
            )
            if following is not None:
                used.add(self._meant(link))
                yield self._deep_link(link, following.started_ns - 1), True

    def _meant(self, link: Link) -> object:
        """The same of links that mean the same: a form and a script of one button escape differently."""
        return link.url.partition("?")[0], tuple(self._redactor.parameters(link.url).items())

    def _deep_link(self, link: Link, at_ns: int) -> DeepLink:
        parameters, prints = self._redactor.parameters(link.url), self._redactor.fingerprints(link.url)
        app, wall = self._scheme or urlsplit(link.url).scheme, wall_of(at_ns)
        return DeepLink(self._redactor.hide_url(link.url), parameters, prints, self._person, at_ns, wall, link.by, app)

    def _exchange(self, call: Call, hop: Hop) -> Exchange:
        sent, got = call.sent_body.decode(errors="replace"), call.got_body.decode(errors="replace")
        if hop.callee == "backend":
            self._redactor.know(*self._api.tokens(hop.role, call.got_body))
        shown, answer = self._redactor.exchange(
            Texts(call.url, call.sent, sent), Texts("", call.got, got), oauth=hop.role in _OAUTH
        )
        if hop.caller == "client" and (token := shown.fingerprints.get("access_token")):
            self._tokens.add(token)
        host = urlsplit(call.url).hostname or ""
        own_host = hop.callee == "amocrm" and not host.startswith("www.")
        return Exchange(
            number=0,
            caller=hop.caller,
            callee=hop.callee,
            role=hop.role,
            method=call.method,
            url=shown.url,
            status=call.status,
            started_ns=call.started_ns,
            ended_ns=call.ended_ns,
            wall=call.wall,
            person=self._person,
            account=host.partition(".")[0] if own_host else None,
            request=Message(shown.headers, shortened(shown.body)),
            response=Message(answer.headers, shortened(answer.body)),
            fingerprints=_prints(hop, shown.fingerprints, answer.fingerprints),
            facts=self._facts(call, hop),
        )

    def _facts(self, call: Call, hop: Hop) -> dict[str, object]:
        if hop.callee != "backend" or not call.status:
            return {}
        if hop.caller == "browser":
            return page_facts(call.status, call.got, call.markup, self._scheme or self._api.scheme)
        try:
            return self._api.facts(hop.role, call.status, call.got_body) | self._api.asked(hop.role, hop.path)
        except SettingsError as error:
            raise SettingsError(f"{call.place}: {error}") from None


def _prints(hop: Hop, sent: Mapping[str, str], got: Mapping[str, str]) -> dict[str, str]:
    """As the mock's journal names them at amoCRM; of the app's own requests only what is OAuth's."""
    if hop.callee == "backend":
        return {kind: value for kind, value in sent.items() if kind in ("code", "state")}
    found = dict(sent)
    if hop.role == "token":
        if "refresh_token" in got:
            found["refresh_token" if "refresh_token" not in sent else "next_refresh_token"] = got["refresh_token"]
        found |= {kind: value for kind, value in got.items() if kind == "access_token"}
    return found
