"""The API on HTTP: one rule per verb of each entity, a caller in front, pages remembered behind."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Request, Response, request

from mock_amocrm.api_v4 import errors, reading, writing
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.api_v4.query import Query
from mock_amocrm.api_v4.tables import ENTITIES
from mock_amocrm.api_v4.wire import HAL_JSON, encode, respond
from mock_amocrm.extension import extension
from mock_amocrm.hosts import origin, request_host
from mock_amocrm.note import note
from mock_amocrm.oauth.bearer import Caller, authenticate

Handler = Callable[[Call, Entity], Answer]
PAGES_BYTES = 8 * 1024 * 1024  # of serialised answers, for the whole fake
ROWS_REMEMBERED = 500_000  # pointers to rows in sorted and filtered lists, for the whole fake


@dataclass(frozen=True, slots=True)
class Verb:
    """What an entity can be asked to do."""

    name: str
    method: str
    rule: str  # below the entity's path
    handler: Handler


VERBS = (
    Verb("list", "GET", "", reading.many),
    Verb("single", "GET", "", reading.one),
    Verb("one", "GET", "/<int:id>", reading.one),
    Verb("create", "POST", "", writing.create),
    Verb("change_many", "PATCH", "", writing.change_many),
    Verb("change_one", "PATCH", "/<int:id>", writing.change_one),
)


def blueprint() -> Blueprint:
    """The whole API, to be mounted at /api/v4."""
    api = Blueprint("api_v4", __name__, url_prefix="/api/v4")
    pages: Memo[bytes] = Memo(bound=PAGES_BYTES)
    rows: Memo[object] = Memo(bound=ROWS_REMEMBERED)
    for entity in ENTITIES:
        rule = "/" + entity.path.replace("{", "<int:").replace("}", ">")
        for verb in VERBS:
            if verb.name in entity.verbs:
                api.add_url_rule(
                    rule + verb.rule,
                    endpoint=f"{entity.kind}_{verb.name}",
                    view_func=_view(entity, verb, pages=pages, rows=rows),
                    methods=[verb.method],
                    strict_slashes=False,
                )
    api.after_request(_stamp)
    return api


def _view(entity: Entity, verb: Verb, *, pages: Memo[bytes], rows: Memo[object]) -> Callable[..., Response]:
    def serve(**ids: int) -> Response:
        caller = _caller(request)
        account = caller.account
        if entity.admin_only:
            user = account.row("users", caller.user_id)
            if user is None or user["is_admin"] is not True:
                raise errors.forbidden()
        place = origin(request)
        raw = request.query_string
        reads = verb.method == "GET"
        key = (account.id, account.revision, caller.user_id, place, request.path, raw)
        page = pages.get(key) if reads else None
        if page is not None:
            return Response(page, content_type=HAL_JSON)
        call = Call(
            account=account,
            user_id=caller.user_id,
            origin=place,
            memo=rows,
            query=Query(raw.decode("utf-8", "replace")),
            ids=ids,
            body=b"" if reads else request.get_data(),
        )
        with account.lock:
            answer = verb.handler(call, entity)
        if not reads or answer.status != 200:
            return respond(answer)
        encoded = encode(answer.payload)
        return Response(pages.put(key, encoded, weight=len(encoded)), content_type=HAL_JSON)

    return serve


def _caller(asked: Request) -> Caller:
    caller = authenticate(extension().store, request_host(asked), asked.headers.get("Authorization"))
    written = note(asked)
    written.account = caller.account.subdomain
    written.account_time = caller.account.clock.now()
    written.integration = caller.client_id
    return caller


def _stamp(response: Response) -> Response:
    response.headers.setdefault("X-Request-Id", secrets.token_hex(16))
    return response
