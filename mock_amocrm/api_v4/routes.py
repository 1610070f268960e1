"""The API on HTTP: an endpoint for each verb of each entity, and a caller to be known before anything is answered."""

from collections.abc import Callable, Iterator

from flask import Response, request

from mock_amocrm.api_v4 import body, errors, writing
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.entity import Entity, Special, Verb
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.api_v4.query import Query
from mock_amocrm.api_v4.rights import rights_of
from mock_amocrm.api_v4.strictness import refuse_unknown
from mock_amocrm.api_v4.tables import ENTITIES, SPECIALS
from mock_amocrm.api_v4.wire import respond
from mock_amocrm.endpoint import Endpoint
from mock_amocrm.extension import extension
from mock_amocrm.hosts import origin, request_host
from mock_amocrm.oauth.bearer import authenticate
from mock_amocrm.oauth.context_user import HEADER as CONTEXT_USER
from mock_amocrm.oauth.context_user import acting_as
from mock_amocrm.oauth.reach import refuse_beyond

ROOT = "/api/v4/"
ROWS_REMEMBERED = 5_000_000  # pointers to rows in filtered lists, for the whole fake: 40 MB at most


def endpoints() -> Iterator[Endpoint]:
    """The whole API, with a memory of its own."""
    memo: Memo[object] = Memo(bound=ROWS_REMEMBERED)
    for entity in ENTITIES:
        for verb in entity.verbs:
            yield Endpoint(
                method=verb.method,
                path=f"{ROOT}{entity.path}{verb.rule}",
                view=_view(_answerer(entity, verb), memo, admin_only=verb.admin_only),
                success=(verb.status,),
                about=(entity, verb),
            )
    for special in SPECIALS:
        yield Endpoint(
            method=special.method,
            path=special.path if special.path.startswith("/") else f"{ROOT}{special.path}",
            view=_view(_special(special), memo, admin_only=special.admin_only),
            success=(special.status,),
            about=special,
        )


def _answerer(entity: Entity, verb: Verb) -> Callable[[Call], Answer]:
    def answer(call: Call) -> Answer:
        if call.is_strict and verb.method == "GET":
            refuse_unknown(entity, call.query)
        if entity.opened is not None:
            entity.opened(call)
        return verb.handler(call, entity, verb)

    return answer


def _special(special: Special) -> Callable[[Call], Answer]:
    def answer(call: Call) -> Answer:
        if call.is_strict and special.method == "GET":
            refuse_unknown(special, call.query)
        items = body.taken(call.body, special.takes, most=special.batch_max)
        return special.handler(call, writing.checked(call, special.fields, items))

    return answer


def _view(answer: Callable[[Call], Answer], memo: Memo[object], *, admin_only: bool) -> Callable[..., Response]:
    def serve(**path: int | str) -> Response:
        headers = request.headers
        fake = extension()
        caller = authenticate(fake.store, request_host(request), headers.get("Authorization"))
        refuse_beyond(fake.store, caller, request.path)
        caller = acting_as(caller, headers.get(CONTEXT_USER))
        if admin_only and not caller.is_admin:
            raise errors.forbidden()
        call = Call(
            account=caller.account,
            user_id=caller.user_id,
            client_id=caller.client_id,
            rights=None if caller.is_admin else rights_of(caller.account, caller.user_id),
            origin=origin(request),
            memo=memo,
            is_strict=fake.is_strict,
            query=Query(request.query_string.decode("utf-8", "replace")),
            ids={name: value for name, value in path.items() if isinstance(value, int)},
            names={name: value for name, value in path.items() if isinstance(value, str)},
            body=b"" if request.method == "GET" else request.get_data(),
        )
        with caller.account.lock:
            return respond(answer(call))

    return serve
