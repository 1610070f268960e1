"""Which endpoints the app calls, and where the values it needs lie in their answers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from urllib.parse import quote

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Call:
    """One endpoint. Path and body are templates with {placeholders}; `read` has a JMESPath for each result."""

    method: str
    path: str
    body: Mapping[str, object] | None = None
    read: Mapping[str, str] = field(default_factory=dict)

    def placeholders(self) -> set[str]:
        """The names that the templates ask for."""
        return set(_PLACEHOLDER.findall(self.path)) | set(_PLACEHOLDER.findall(json.dumps(self.body)))

    def filled_path(self, values: Mapping[str, object]) -> str:
        """The path with its values percent-encoded; a parameter of the query whose value is None is left out."""
        path, mark, query = self.path.partition("?")
        asked = [
            parameter
            for parameter in query.split("&")
            if not any(values[name] is None for name in _PLACEHOLDER.findall(parameter))
        ]
        template = path + (mark + "&".join(asked) if asked else "")
        return _PLACEHOLDER.sub(lambda match: quote(str(values[match[1]]), safe=""), template)

    def filled_body(self, values: Mapping[str, object]) -> bytes | None:
        """The body as UTF-8 JSON, or None for a call without one."""
        if self.body is None:
            return None
        return json.dumps(_filled(self.body, values), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class ApiShape:
    """The backend's endpoints as the app knows them; a call that is None isn't offered by this backend."""

    sign_in: Call
    status: Call
    leads: Call
    refresh: Call | None = None
    connect: Call | None = None
    lead: Call | None = None
    exchange_code: Call | None = None
    disconnect: Call | None = None
    pipelines: Call | None = None
    stages: Call | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the app can give to a call, and what it must and may read from its answer."""

    gives: frozenset[str] = frozenset()
    must_read: frozenset[str] = frozenset()
    may_read: frozenset[str] = frozenset()


def _rule(gives: str = "", must_read: str = "", may_read: str = "") -> _Rule:
    return _Rule(frozenset(gives.split()), frozenset(must_read.split()), frozenset(may_read.split()))


_RULES = {
    "sign_in": _rule("email password", "token", "refresh_token user_id"),
    "refresh": _rule("refresh_token", "token", "refresh_token"),
    "connect": _rule(must_read="url"),
    "status": _rule(must_read="connected", may_read="domain"),
    "leads": _rule(
        "page status stage_id pipeline_id", "items id", "total_pages amo_id name phone price status lead_stage_id"
    ),
    "lead": _rule("id amo_id", may_read="name phone price"),
    "exchange_code": _rule("code"),
    "disconnect": _rule(),
    "pipelines": _rule(must_read="items", may_read="id name stages stage_id stage_name"),
    "stages": _rule("pipeline_id", may_read="items"),
}


class ApiShapeError(ValueError):
    """A call asks for something that the app cannot give, or leaves out what it needs."""


def check_shape(shape: ApiShape) -> None:
    """Refuse a shape that the app could not work with, before the first request."""
    from jmespath import compile as compile_path
    from jmespath.exceptions import JMESPathError

    for part in fields(shape):
        call: Call | None = getattr(shape, part.name)
        if call is None:
            continue
        rule, name = _RULES[part.name], part.name
        if not call.path.startswith("/"):
            raise ApiShapeError(f"{name}: the path {call.path!r} must begin with '/', relative to the backend")
        for wanted in sorted(call.placeholders() - rule.gives):
            raise ApiShapeError(f"{name}: the app has no {{{wanted}}} to fill in; {_nearest(wanted, rule.gives)}")
        for missing in sorted(rule.must_read - set(call.read)):
            raise ApiShapeError(f"{name}: 'read' must say where {missing!r} lies in the answer")
        for result, path in call.read.items():
            allowed = rule.must_read | rule.may_read
            if result not in allowed:
                raise ApiShapeError(f"{name}: the app reads no {result!r}; {_nearest(result, allowed)}")
            try:
                compile_path(path)
            except JMESPathError as error:
                raise ApiShapeError(f"{name}: {result} = {path!r} is not a JMESPath: {error}") from None


def _nearest(wrong: str, known: frozenset[str]) -> str:
    if not known:
        return "this call takes none"
    close = get_close_matches(wrong, sorted(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"it knows {', '.join(sorted(known))}"


def _filled(template: object, values: Mapping[str, object]) -> object:
    if isinstance(template, str):
        whole = _PLACEHOLDER.fullmatch(template)
        if whole:
            return values[whole[1]]
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)
    if isinstance(template, Mapping):
        return {name: _filled(value, values) for name, value in template.items()}
    if isinstance(template, (list, tuple)):
        return [_filled(value, values) for value in template]
    return template


SEED_API = ApiShape(
    sign_in=Call(
        "POST",
        "/api/auth/login",
        body={"email": "{email}", "password": "{password}"},
        # Older backends answer only `accessToken`, newer ones all the aliases.
        read={
            "token": "data.token || data.accessToken",
            "refresh_token": "data.refreshToken",
            "user_id": "data.user.id",
        },
    ),
    refresh=Call(
        "POST",
        "/api/auth/refresh",
        body={"refreshToken": "{refresh_token}"},
        read={"token": "data.accessToken || accessToken", "refresh_token": "data.refreshToken || refreshToken"},
    ),
    connect=Call("GET", "/api/amo-crm/connect", read={"url": "data.url"}),
    status=Call("GET", "/api/amo-crm/status", read={"connected": "data.connected", "domain": "data.domain"}),
    leads=Call(
        "GET",
        "/api/v1/leads?page={page}&limit=100&status={status}&stageId={stage_id}&pipelineId={pipeline_id}",
        read={
            "items": "data",
            "total_pages": "totalPages",
            "id": "id",
            "amo_id": "amoLeadId",
            "name": "guestName",
            "phone": "guestPhone",
            "price": "price",
            "status": "status",
            "lead_stage_id": "stageId",
        },
    ),
    lead=Call(
        "GET",
        "/api/amo-crm/leads/{amo_id}",
        read={
            "name": "data.lead.name",
            "price": "data.lead.price",
            "phone": "data.contacts[0].custom_fields_values[?field_code=='PHONE'].values[0].value | [0]",
        },
    ),
    exchange_code=Call("POST", "/api/amo-crm/exchange-code", body={"code": "{code}"}),
    disconnect=Call("POST", "/api/amo-crm/disconnect"),
    pipelines=Call(
        "GET",
        "/api/amo-crm/pipelines",
        read={
            "items": "data",
            "id": "id",
            "name": "name",
            "stages": "stages",
            "stage_id": "id",
            "stage_name": "name",
        },
    ),
    # The correct app takes the stages from the pipelines; this is for recognising whoever asks for them one by one.
    stages=Call("GET", "/api/amo-crm/pipelines/{pipeline_id}/stages", read={"items": "data"}),
)
