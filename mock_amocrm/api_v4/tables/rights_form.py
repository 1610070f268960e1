"""Rights as they are sent, for a user or a role: checked, completed, and no wider than what they build on."""

from collections.abc import Mapping

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Field, Type
from mock_amocrm.api_v4.rights import ACTIONS, ALL, DENIED, GROUP, LINKED, MAIN, NOTHING, SUBJECTS
from mock_amocrm.api_v4.tables.stages import stage
from mock_amocrm.api_v4.validation import checked_object

LEVELS = (ALL, GROUP, MAIN, DENIED)  # from the widest to the narrowest
BUILDS_ON: Mapping[str, tuple[str, ...]] = {"edit": ("view",), "delete": ("view", "edit"), "export": ("view",)}
AT_STAGES = ("view", "edit", "delete", "export")


def _levels(actions: tuple[str, ...], among: tuple[str, ...]) -> tuple[Field, ...]:
    # Whoever may add may add anything: there is no third way.
    return tuple(
        Field(name=action, type=Type.STRING, among=(ALL, DENIED) if action == "add" else among) for action in actions
    )


STATUS_RIGHT = (
    Field(name="entity_type", type=Type.STRING, among=("leads",)),
    Field(name="pipeline_id", required=True),
    Field(name="status_id", required=True),
    Field(name="rights", type=Type.OBJECT, required=True, fields=_levels(AT_STAGES, (ALL, DENIED))),
)
CATALOG_RIGHT = (
    Field(name="catalog_id", required=True, choice=lambda account, number: account.row("catalogs", number) is not None),
    Field(name="rights", type=Type.OBJECT, required=True, fields=_levels(ACTIONS, (ALL, LINKED, DENIED))),
)
RIGHTS = (
    *(
        Field(name=subject, type=Type.OBJECT, fields=_levels(actions, LEVELS), nullable=True)
        for subject, actions in SUBJECTS.items()
    ),
    Field(name="mail_access", type=Type.BOOL),
    Field(name="catalog_access", type=Type.BOOL),
    Field(name="status_rights", type=Type.ARRAY, fields=STATUS_RIGHT, nullable=True),
    Field(name="catalog_rights", type=Type.ARRAY, fields=CATALOG_RIGHT, nullable=True),
)


def parse_rights(draft: Draft, sent: object, path: str) -> object:
    """Rights, whole; parts that were not sent stay as they are, and are denied where there is nothing yet."""
    read = checked_object(draft, RIGHTS, sent, path)
    before = (draft.before or {}).get("rights")
    whole = {**NOTHING, **(before if isinstance(before, Mapping) else {}), **read}
    for subject, actions in SUBJECTS.items():
        whole[subject] = narrowed(whole[subject], actions)
    for column in ("status_rights", "catalog_rights"):
        listed = whole[column]
        whole[column] = tuple(map(_narrowed_inside, listed)) if isinstance(listed, tuple) and listed else None
    _check_stages(draft, whole["status_rights"], f"{path}.status_rights")
    return whole


def narrowed(sent: object, actions: tuple[str, ...]) -> Mapping[str, str]:
    """Every action, denied unless told; nobody deletes what they may not edit, or edits what they may not view.

    The SDK sends rights in this form. That amoCRM makes it of any other, instead of refusing that, is a guess.
    """
    known = sent if isinstance(sent, Mapping) else {}
    levels = {action: str(known.get(action, DENIED)) for action in actions}
    for action, grounds in BUILDS_ON.items():
        if action in levels:
            levels[action] = max(
                (levels[action], *(levels[ground] for ground in grounds if ground in levels)), key=_rank
            )
    return levels


def _narrowed_inside(one: object) -> Mapping[str, object]:
    assert isinstance(one, Mapping)  # an item of a checked list
    rights = one.get("rights")
    sent = rights if isinstance(rights, Mapping) else {}
    actions = (
        ACTIONS
        if "catalog_id" in one
        else tuple(action for action in AT_STAGES if action != "export" or action in sent)
    )
    entity_type = {} if "catalog_id" in one else {"entity_type": "leads"}
    return {**entity_type, **one, "rights": narrowed(sent, actions)}


def _check_stages(draft: Draft, listed: object, path: str) -> None:
    for at, one in enumerate(listed if isinstance(listed, tuple) else ()):
        pipeline, status = one.get("pipeline_id"), one.get("status_id")
        if isinstance(pipeline, int) and isinstance(status, int) and stage(draft.account, pipeline, status) is None:
            draft.refuse("NotSupportedChoice", f"{path}.{at}.status_id")


def _rank(level: str) -> int:
    return (ALL, LINKED, GROUP, MAIN, DENIED).index(level)
