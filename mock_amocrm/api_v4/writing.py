"""Answers to POST, PATCH and DELETE: checked as a batch, stored all or none, answered in the order of the request."""

from mock_amocrm.api_v4 import body, envelope, errors, validation
from mock_amocrm.api_v4.body import Item
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Verb, fresh_row
from mock_amocrm.api_v4.reading import check_parents, find, show
from mock_amocrm.api_v4.tagging import edited
from mock_amocrm.api_v4.view import ids, integer
from mock_amocrm.state.account import Row
from mock_amocrm.state.changes import Change


def create(call: Call, entity: Entity, verb: Verb) -> Answer:
    """POST of an array, or of one object where a resource wants that."""
    check_parents(call, entity)
    require(call, "add", entity.kind, call.ids)
    items = body.taken(call.body, verb.takes, most=entity.batch_max)
    if entity.admit is not None:
        entity.admit(call, len(items))
    drafts = []
    for index, item in enumerate(items):
        draft = draft_of(call, item, index, kind=entity.kind)
        draft.values |= {parent.key: call.ids[parent.key] for parent in entity.parents}
        validation.check(draft, entity, item)
        drafts.append(draft)
    return _store(call, entity, verb, drafts, entity.created_keys)


def change_many(call: Call, entity: Entity, verb: Verb) -> Answer:
    """PATCH of an array whose items carry ids."""
    check_parents(call, entity)
    drafts = []
    for index, item in enumerate(body.items(call.body, most=entity.batch_max)):
        draft = draft_of(call, item, index, kind=entity.kind)
        draft.before = validation.existing(draft, item, find=lambda number: find(call, entity, number))
        if draft.before is not None:
            require(call, "edit", entity.kind, draft.before)
            validation.check(draft, entity, item)
        drafts.append(draft)
    return _store(call, entity, verb, drafts, entity.changed_keys)


def change_one(call: Call, entity: Entity, verb: Verb) -> Answer:
    """PATCH of one object; the id stands in the path, one in the body is ignored."""
    check_parents(call, entity)
    item = body.item(call.body)
    draft = draft_of(call, item, 0, kind=entity.kind)
    draft.before = find(call, entity)
    if draft.before is not None:
        require(call, "edit", entity.kind, draft.before)
        validation.check(draft, entity, item)
    elif entity.missing is not None:
        raise errors.missing(entity.missing)
    else:
        draft.refuse("NotSupportedChoice", "id")
    return _store(call, entity, verb, [draft], entity.changed_keys)


def delete_one(call: Call, entity: Entity, verb: Verb) -> Answer:  # noqa: ARG001 - a handler's signature
    """DELETE by the id in the path."""
    check_parents(call, entity)
    row = find(call, entity)
    if row is None:
        raise errors.missing(entity.missing or "Not found")
    remove(call, entity, row)
    return NO_CONTENT


def remove(call: Call, entity: Entity, row: Row) -> None:
    """Delete a row that may be deleted, with what belongs to it."""
    require(call, "delete", entity.kind, row)
    if entity.removable is not None:
        entity.removable(call, row)
    call.commit(entity.kind, row, None)
    if entity.removed is not None:
        entity.removed(call, row)


def require(call: Call, action: str, kind: str, row: Row) -> None:
    """Raise the 403 of a right that the user lacks; of a new row nothing but its place in the path is known yet."""
    if call.rights is not None and not call.rights.may(action, kind, row):
        raise errors.forbidden()


def draft_of(call: Call, item: Item, index: int, *, kind: str = "") -> Draft:
    """An empty draft of one item of a write."""
    request_id = validation.request_id_of(item, index)
    return Draft(
        account=call.account,
        author=call.author,
        kind=kind,
        request_id=request_id,
        ids=call.ids,
        sent=item,
        rights=call.rights,
        client_id=call.client_id,
    )


def checked(call: Call, fields: tuple[Field, ...], items: list[Item]) -> list[Draft]:
    """Items of a special method's body, each held against the fields that it must have."""
    drafts = []
    for index, item in enumerate(items):
        draft = draft_of(call, item, index)
        validation.check_fields(draft, fields, item)
        drafts.append(draft)
    refuse_bad(drafts)
    return drafts


def refuse_bad(drafts: list[Draft]) -> None:
    """Raise what is wrong with a batch; one bad item rejects it whole."""
    wrong = [(draft.request_id, draft.errors) for draft in drafts if draft.errors]
    if wrong:
        raise errors.validation(wrong)


def store(call: Call, entity: Entity, draft: Draft) -> Row:
    """Make the row that a good draft describes, and let whoever watches know."""
    account = call.account
    before = None
    if draft.before is None:
        twin = entity.twin(draft) if entity.twin is not None else None
        if twin is not None:
            return twin
        home: dict[str, object] = {parent.key: call.ids[parent.key] for parent in entity.parents}
        if entity.owner is not None:
            home[entity.owner] = call.client_id
        row = fresh_row(entity, account.next_id(entity.kind), draft.author, {**home, **draft.values})
    else:
        # An earlier item of the same batch may have changed the row since it was checked.
        before = account.row(entity.kind, integer(draft.before, "id")) or draft.before
        touched = {item.name: item.touch(draft.author) for item in entity.fields if item.touch is not None}
        row = {**before, **touched, **draft.values}
    if entity.tagged:
        row["tags"] = edited(account, entity.kind, ids(row, "tags"), draft.tags)
    if entity.settle is not None:
        entity.settle(draft, row)
    account.commit(Change(entity.kind, before, row, draft.author.user_id, draft.author.now))
    if entity.stored is not None:
        entity.stored(call, draft, row)
    return row


def _store(call: Call, entity: Entity, verb: Verb, drafts: list[Draft], keys: tuple[str, ...]) -> Answer:
    for rule in entity.batch_rules:
        rule(drafts)
    refuse_bad(drafts)
    rows = [store(call, entity, draft) for draft in drafts]
    view = call.view(withs=verb.withs)
    items = []
    for index, (draft, written) in enumerate(zip(drafts, rows, strict=True)):
        # What was stored after it may have touched it: a neighbour's place in the order, which of them is the main one.
        row = call.account.row(entity.kind, integer(written, "id")) or written
        mark = draft.request_id if entity.mark is None else entity.mark(draft, index)
        whole = show(view, entity, row) | {"request_id": mark}
        shown = (*keys, "_links") if entity.item_links else keys
        items.append(whole if verb.whole else {key: whole[key] for key in shown})
    if verb.envelope is None:
        return Answer(items[0], verb.status)
    base: envelope.Payload = {"self": {"href": f"{call.origin}/api/v4/{entity.path.format_map(call.ids)}"}}
    wrap = envelope.unpaged if verb.envelope is Envelope.TOTAL else envelope.written
    return Answer(wrap(entity.embedded_key, items, links=base), verb.status)
