"""Answers to POST and PATCH: checked as a batch, stored all or none, answered in the order of the request."""

from mock_amocrm.api_v4 import body, envelope, errors, validation
from mock_amocrm.api_v4.body import Item
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, fresh_row
from mock_amocrm.api_v4.reading import find, item_path, show
from mock_amocrm.api_v4.tagging import edited
from mock_amocrm.api_v4.view import ids
from mock_amocrm.state.account import Row


def create(call: Call, entity: Entity) -> Answer:
    """POST of an array."""
    drafts = []
    for index, item in enumerate(body.items(call.body, most=entity.batch_max)):
        draft = _draft(call, entity, item, index)
        validation.check(draft, entity, item)
        drafts.append(draft)
    return _store(call, entity, drafts, entity.created_keys)


def change_many(call: Call, entity: Entity) -> Answer:
    """PATCH of an array whose items carry ids."""
    drafts = []
    for index, item in enumerate(body.items(call.body, most=entity.batch_max)):
        draft = _draft(call, entity, item, index)
        draft.before = validation.existing(draft, entity, item)
        if draft.before is not None:
            validation.check(draft, entity, item)
        drafts.append(draft)
    return _store(call, entity, drafts, entity.changed_keys)


def change_one(call: Call, entity: Entity) -> Answer:
    """PATCH of one object; the id stands in the path, one in the body is ignored."""
    item = body.item(call.body)
    draft = _draft(call, entity, item, 0)
    draft.before = find(call, entity)
    if draft.before is None:
        draft.refuse("NotSupportedChoice", "id")
    else:
        validation.check(draft, entity, item)
    _refuse_bad([draft])
    return Answer(_answer(call, entity, draft, _apply(call, entity, draft), entity.changed_keys))


def _draft(call: Call, entity: Entity, item: Item, index: int) -> Draft:
    return Draft(
        account=call.account,
        author=call.author,
        kind=entity.kind,
        request_id=validation.request_id_of(item, index),
        before=None,
    )


def _refuse_bad(drafts: list[Draft]) -> None:
    wrong = [(draft.request_id, draft.errors) for draft in drafts if draft.errors]
    if wrong:
        raise errors.validation(wrong)


def _store(call: Call, entity: Entity, drafts: list[Draft], keys: tuple[str, ...]) -> Answer:
    _refuse_bad(drafts)
    items = [_answer(call, entity, draft, _apply(call, entity, draft), keys) for draft in drafts]
    base = f"{call.origin}/api/v4/{entity.path.format_map(call.ids)}"
    return Answer(envelope.written(entity.embedded_key, items, links={"self": {"href": base}}))


def _apply(call: Call, entity: Entity, draft: Draft) -> Row:
    account = call.account
    if draft.before is None:
        row = fresh_row(entity, account.next_id(entity.kind), draft.author, draft.values)
    else:
        # An earlier item of the same batch may have changed the row since it was checked.
        stored = account.row(entity.kind, _id(draft.before)) or draft.before
        touched = {item.name: item.touch(draft.author) for item in entity.fields if item.touch is not None}
        row = {**stored, **touched, **draft.values}
    if entity.tagged:
        row["tags"] = edited(account, entity.kind, ids(row, "tags"), draft.tags)
    if entity.settle is not None:
        entity.settle(draft, row)
    account.put(entity.kind, [row])
    return row


def _id(row: Row) -> int:
    number = row["id"]
    assert isinstance(number, int)  # the account stores no other rows
    return number


def _answer(call: Call, entity: Entity, draft: Draft, row: Row, keys: tuple[str, ...]) -> envelope.Payload:
    view = call.view(withs=frozenset())
    printed = {**show(view, entity, row), "request_id": draft.request_id}
    answer = {key: printed[key] for key in keys}
    return {**answer, "_links": view.links(item_path(view, entity, row))}
