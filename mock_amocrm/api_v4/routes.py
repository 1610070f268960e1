"""The API on HTTP: one rule per verb of each entity, and a caller to be known before anything is answered."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, request

from mock_amocrm.api_v4 import errors, reading, writing
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.api_v4.query import Query
from mock_amocrm.api_v4.tables import ENTITIES
from mock_amocrm.api_v4.wire import respond
from mock_amocrm.extension import extension
from mock_amocrm.hosts import origin, request_host
from mock_amocrm.oauth.bearer import Caller, authenticate, unauthorized
from mock_amocrm.state.account import Account

Handler = Callable[[Call, Entity], Answer]
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
    memo: Memo[object] = Memo(bound=ROWS_REMEMBERED)
    for entity in ENTITIES:
        rule = "/" + entity.path.replace("{", "<int:").replace("}", ">")
        for verb in VERBS:
            if verb.name in entity.verbs:
                api.add_url_rule(
                    rule + verb.rule,
                    endpoint=f"{entity.kind}_{verb.name}",
                    view_func=_view(entity, verb, memo),
                    methods=[verb.method],
                    strict_slashes=False,
                )
    return api


def _view(entity: Entity, verb: Verb, memo: Memo[object]) -> Callable[..., Response]:
    def serve(**ids: int) -> Response:
        headers = request.headers
        caller = authenticate(extension().store, request_host(request), headers.get("Authorization"))
        user_id = _user(caller, headers.get("X-Context-User-ID"))
        if entity.admin_only:
            _check_admin(caller.account, user_id)
        call = Call(
            account=caller.account,
            user_id=user_id,
            origin=origin(request),
            memo=memo,
            query=Query(request.query_string.decode("utf-8", "replace")),
            ids=ids,
            body=b"" if verb.method == "GET" else request.get_data(),
        )
        with caller.account.lock:
            answer = verb.handler(call, entity)
        return respond(answer)

    return serve


def _check_admin(account: Account, user_id: int) -> None:
    user = account.row("users", user_id)
    if user is None or user["is_admin"] is not True:
        raise errors.forbidden()


def _user(caller: Caller, acting_as: str | None) -> int:
    """The token's user, or the one that an administrator's token acts as."""
    if acting_as is None:
        return caller.user_id
    _check_admin(caller.account, caller.user_id)
    user = caller.account.row("users", int(acting_as)) if acting_as.isdecimal() else None
    if user is None or user.get("is_free") is True:
        raise unauthorized(caller.account)
    return int(acting_as)
