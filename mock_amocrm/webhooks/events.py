"""What amoCRM sends word of: the codes of a subscription's `settings`, and which of them a change of a row is."""

from collections.abc import Callable, Mapping

from mock_amocrm.state.changes import Change

NOUNS: Mapping[str, str] = {
    "leads": "lead",
    "contacts": "contact",
    "companies": "company",
    "customers": "customer",
    "tasks": "task",
    "talks": "talk",
}
DOCUMENTED = frozenset(
    (
        *(f"{verb}_{noun}" for verb in ("add", "update") for noun in NOUNS.values()),
        *(f"{verb}_{noun}" for verb in ("delete", "responsible") for noun in NOUNS.values() if noun != "talk"),
        *(f"restore_{noun}" for noun in ("lead", "contact", "company")),
        *(f"note_{noun}" for noun in ("lead", "contact", "company", "customer")),
        "status_lead",
        "add_chat_template_review",
    )
)
# Seen in subscriptions that work; the documentation does not list them.
SEEN = frozenset({"add_message", "add_outgoing_message"})
# A guess: the payloads are documented, and no code for them is.
UNSORTED = frozenset({f"{verb}_unsorted" for verb in ("add", "update", "delete")})
CODES = DOCUMENTED | SEEN | UNSORTED


def codes_of(change: Change) -> tuple[str, ...]:
    """The codes that a change is worth, in the order in which amoCRM would send word of it."""
    noun = NOUNS.get(change.kind)
    found = _entity(change, noun) if noun is not None else OTHERS.get(change.kind, _nothing)(change)
    return tuple(code for code in found if code in CODES)


def _entity(change: Change, noun: str) -> tuple[str, ...]:
    was, there = _is_there(change.before), _is_there(change.after)
    if was != there:
        if was:
            return (f"delete_{noun}",)
        return (f"{'add' if change.before is None else 'restore'}_{noun}",)
    if not there:
        return ()
    codes = [f"update_{noun}"]
    if change.touches("status_id") or change.touches("pipeline_id"):
        codes.insert(0, f"status_{noun}")  # known of leads only
    if change.touches("responsible_user_id"):
        codes.append(f"responsible_{noun}")
    return tuple(codes)


def _is_there(row: Mapping[str, object] | None) -> bool:
    return row is not None and row.get("is_deleted") is not True


def _note(change: Change) -> tuple[str, ...]:
    noun = NOUNS.get(str(change.row.get("entity_type")), "")
    return (f"note_{noun}",) if change.before is None else ()


def _unsorted(change: Change) -> tuple[str, ...]:
    if change.after is None or change.touches("state"):
        return ("delete_unsorted",)  # accepted, declined: no longer in the queue
    return ("add_unsorted" if change.before is None else "update_unsorted",)


def _review(change: Change) -> tuple[str, ...]:
    return ("add_chat_template_review",) if change.before is None else ()


def _message(change: Change) -> tuple[str, ...]:
    if change.before is not None:
        return ()
    return ("add_outgoing_message",) if change.row.get("author_type") == "internal" else ("add_message",)


def _nothing(_: Change) -> tuple[str, ...]:
    return ()


OTHERS: Mapping[str, Callable[[Change], tuple[str, ...]]] = {
    "notes": _note,
    "unsorted": _unsorted,
    "chat_template_reviews": _review,
    "chat_messages": _message,
}
