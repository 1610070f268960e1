"""Tags: one dictionary per entity type, in which unknown names appear when an entity first uses them."""

from mock_amocrm.api_v4.draft import TagEdit
from mock_amocrm.api_v4.view import View, ids, integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.index import Arrangement

BY_NAME = Arrangement(("entity_type", "name"))


def show_tags(view: View, row: Row) -> list[dict[str, object]]:
    """`_embedded.tags` of an entity."""
    found = (view.account.row("tags", number) for number in ids(row, "tags"))
    return [{"id": tag["id"], "name": tag["name"], "color": tag["color"]} for tag in found if tag is not None]


def edited(account: Account, kind: str, before: tuple[int, ...], edit: TagEdit) -> tuple[int, ...]:
    """The tags of an entity after an edit; names that are new become tags."""
    kept = before if edit.replace is None else tag_ids(account, kind, edit.replace)
    gone = {number for number in (known_tag(account, kind, tag) for tag in edit.remove) if number is not None}
    added = (*kept, *tag_ids(account, kind, edit.add))
    return tuple(dict.fromkeys(number for number in added if number not in gone))


def tag_ids(account: Account, kind: str, tags: tuple[int | str, ...]) -> tuple[int, ...]:
    """Ids of tags named by id or name."""
    return tuple(known_tag(account, kind, tag) or _new_tag(account, kind, str(tag)) for tag in tags)


def known_tag(account: Account, kind: str, tag: int | str) -> int | None:
    """The id of a tag of an entity type, if there is one."""
    if isinstance(tag, int):
        return tag
    row = tag_named(account, kind, tag)
    return None if row is None else integer(row, "id")


def tag_named(account: Account, kind: str, name: str) -> Row | None:
    """The tag that an entity type has under a name."""
    found = account.index("tags", BY_NAME).group(kind, name)
    return found[0] if found else None


def _new_tag(account: Account, kind: str, name: str) -> int:
    number = account.next_id("tags")
    account.put("tags", [{"id": number, "entity_type": kind, "name": name, "color": None}])
    return number
