"""The backend's endpoints as the app calls them: the seed's own, changed by `[api.*]` of the settings.

From the same table come the roles of recorded exchanges ("status", "leads", …) and the facts read from their answers.
"""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

import jmespath
import jmespath.exceptions

from harness.settings import ApiCall, Settings, SettingsError, nearest, place
from simulated_client import SEED_API, ApiShape, Call

REGISTER = ApiCall(
    request="POST /api/auth/register",
    body={
        "email": "{email}",
        "password": "{password}",
        "phone": "{phone}",
        "firstName": "{name}",
        "lastName": "E2E",
        "role": "BROKER",
        "licenseNumber": "E2E-1",
    },
)
_FILTERS = ("{status}", "{pipeline_id}", "{stage_id}")
_HOLE = re.compile(r"\\\{\w+\\\}")


class AppApi:
    """One backend's endpoints."""

    def __init__(self, settings: Settings, *, callback: str) -> None:
        calls: dict[str, Call | None] = {
            field.name: getattr(SEED_API, field.name) for field in dataclasses.fields(SEED_API)
        }
        known = {*calls, "register"}
        own = dict(settings.api)
        self.register = own.pop("register", REGISTER)
        for name, given in own.items():
            if name not in known:
                raise SettingsError(
                    f"{place(settings.path, f'api.{name}')}: unknown call [api.{name}]; {nearest(name, known)}"
                )
            calls[name] = _call(settings, name, given, calls[name])
        if own:
            # A backend that describes its own endpoints has none of the seed's that it doesn't name.
            for name in calls:
                if name not in own and name not in ("sign_in", "status", "leads"):
                    calls[name] = None
        self.shape = ApiShape(**calls)  # type: ignore[arg-type]  # the three required calls are never None
        self._roles = [
            (call.method, _pattern(call.path), name, call) for name, call in calls.items() if call is not None
        ]
        self._known = {callback: "callback", settings.backend.disable_hook: "disable_hook"}
        self.scheme = settings.app.scheme

    def role(self, method: str, path: str) -> str:
        """The role of a request to the backend; "other" when no call of the app looks like it."""
        bare, _, query = path.partition("?")
        asked = set(parse_qsl(query, keep_blank_values=True))
        for known, role in self._known.items():
            if bare.rstrip("/") == known.rstrip("/"):
                return role
        # Calls that share a path are told apart by what their queries always say.
        fits = {
            name: len(_fixed_query(call.path) & asked) - len(_fixed_query(call.path) - asked)
            for known, pattern, name, call in self._roles
            if method == known and pattern.fullmatch(bare)
        }
        return max(fits, key=fits.__getitem__, default="other")

    def asked(self, role: str, path: str) -> dict[str, object]:
        """By what a request for leads narrows them, or asks for one, under the names of the settings' placeholders."""
        if role == "lead" and self.shape.lead is not None:
            return {"asked": _named_parts(self.shape.lead.path, path)}
        if role != "leads":
            return {}
        sent = dict(parse_qsl(path.partition("?")[2], keep_blank_values=True))
        return {"asked": {what: sent[name] for name, what in _filters(self.shape.leads.path) if name in sent}}

    def tokens(self, role: str, body: bytes) -> list[str]:
        """The app's own tokens in an answer, which a backend may call whatever it likes."""
        call = getattr(self.shape, role) if role in ("sign_in", "refresh") else None
        if call is None:
            return []
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            return []
        found = [_read(call.read[name], document) for name in ("token", "refresh_token") if name in call.read]
        return [token for token in found if isinstance(token, str)]

    def facts(self, role: str, status: int, body: bytes) -> dict[str, object]:
        """What the settings' expressions read from a good answer; never tokens.

        Of leads their amoCRM ids, statuses and whether they have a phone, each in the order of the list.
        """
        call = next((call for _, _, name, call in self._roles if name == role), None)
        if call is None or status >= 400 or role in ("sign_in", "refresh", "connect"):
            return {}
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            return {}
        if role == "leads":
            return _lead_facts(call, document)
        found = {name: _read(where, document) for name, where in call.read.items()}
        if role == "status" and not isinstance(found.get("connected"), bool | None):
            # The app would take "no" for a yes, as JavaScript does, and nobody would see why.
            raise SettingsError(
                f'[api.status] connected = "{call.read["connected"]}" read {found["connected"]!r};'
                " it must give true, false or null, as in \"linked == 'yes'\"."
            )
        return found


def _named_parts(template: str, path: str) -> dict[str, str]:
    """The parts of a path that stand where its template has placeholders."""
    places = zip(template.partition("?")[0].split("/"), path.partition("?")[0].split("/"), strict=False)
    return {place[1:-1]: part for place, part in places if place.startswith("{") and place.endswith("}")}


def _filters(path: str) -> Iterator[tuple[str, str]]:
    """Each parameter that narrows a list, and what it narrows it by."""
    for name, value in parse_qsl(path.partition("?")[2], keep_blank_values=True):
        if value in _FILTERS:
            yield name, value.strip("{}")


def _lead_facts(call: Call, document: object) -> dict[str, object]:
    items = _read(call.read.get("items", "@"), document)
    if not isinstance(items, list):
        return {"amo_ids": None}
    facts: dict[str, object] = {"amo_ids": [_read(call.read.get("amo_id", "amoLeadId"), item) for item in items]}
    if "status" in call.read:
        facts["statuses"] = [_read(call.read["status"], item) for item in items]
    if "lead_stage_id" in call.read:
        facts["stage_ids"] = [_read(call.read["lead_stage_id"], item) for item in items]
    if "phone" in call.read:
        facts["have_phone"] = [bool(_read(call.read["phone"], item)) for item in items]
    return facts


def _read(where: str, document: object) -> object:
    try:
        return jmespath.search(where, document)
    except jmespath.exceptions.JMESPathError:
        return None  # a function that doesn't fit this answer, as length() of a null


def _call(settings: Settings, name: str, given: ApiCall, usual: Call | None) -> Call:
    method, _, path = given.request.partition(" ")
    reads = usual.read if usual else {}
    for result, where in given.read.items():
        where_set = place(settings.path, f"api.{name}.{result}")
        if result not in reads:
            hint = nearest(result, reads) if reads else "it has none"
            raise SettingsError(f"{where_set}: [api.{name}] knows no result “{result}”; {hint}")
        try:
            jmespath.compile(where)
        except jmespath.exceptions.JMESPathError as error:
            raise SettingsError(f"{where_set}: [api.{name}] {result} is no JMESPath: {error}") from None
    return Call(method=method, path=path, body=given.body, read=_merged(reads, given.read))


def _merged(usual: Mapping[str, str], own: Mapping[str, str]) -> Mapping[str, str]:
    return {**usual, **own}


def _fixed_query(path: str) -> set[tuple[str, str]]:
    """The parameters of a call's address that are always the same."""
    pairs = parse_qsl(path.partition("?")[2], keep_blank_values=True)
    return {(name, value) for name, value in pairs if not _HOLE.search(re.escape(value))}


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(_HOLE.sub("[^/]+", re.escape(path.partition("?")[0])) + "/?")
