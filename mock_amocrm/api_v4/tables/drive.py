"""The drive: files uploaded in parts, listed, renamed, thrown away, fetched back; on a host of its own in reality."""

import secrets
from collections.abc import Callable, Iterable

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call, Raw
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.drive_filters import wanted_files
from mock_amocrm.api_v4.entity import Field, Schema, Special, Takes, Type
from mock_amocrm.api_v4.paging import page_links, window
from mock_amocrm.api_v4.stored_files import (
    FILES,
    add_file,
    add_version,
    change_file,
    find_file,
    print_file,
    print_version,
    versions_of,
)
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.api_v4.writing import refuse_bad
from mock_amocrm.state.account import Row
from mock_amocrm.state.index import Arrangement

SESSIONS = "file_sessions"
BY_TOKEN = Arrangement(("token",))
LARGEST_FILE, LARGEST_PART = 314_572_800, 524_288  # bytes
LIMIT = 50
MISSING = "File not found"

FILE = {
    "type": "object",
    "properties": {
        "uuid": {"type": "string"},
        "name": {"type": "string"},
        "size": {"type": "integer"},
        "type": {"type": "string"},
        "version_uuid": {"type": "string"},
        "is_trashed": {"type": "boolean"},
    },
    "required": ["uuid", "name", "size", "type", "version_uuid", "is_trashed", "_links"],
}
SESSION = {
    "type": "object",
    "properties": {
        "max_file_size": {"const": LARGEST_FILE},
        "max_part_size": {"const": LARGEST_PART},
        "session_id": {"type": "integer"},
        "upload_url": {"type": "string"},
    },
    "required": ["max_file_size", "max_part_size", "session_id", "upload_url"],
}
NEXT_PART = {
    "type": "object",
    "properties": {"next_url": {"type": "string"}, "session_id": {"type": "integer"}},
    "required": ["next_url", "session_id"],
}


def _counted(key: str) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {"_count": {"type": "integer"}, "_embedded": {"type": "object", "required": [key]}},
        "required": ["_count", "_embedded"],
    }


def open_session(call: Call, drafts: list[Draft]) -> Answer:
    """Say what will be uploaded; the answer says where to."""
    [draft] = drafts
    size = integer(draft.values, "file_size")
    if not 0 < size <= LARGEST_FILE:
        raise errors.refused("TooLow" if size <= 0 else "TooLong", "file_size")
    of = draft.values.get("file_uuid")
    if of is not None and find_file(call.account, of) is None:
        raise errors.missing(MISSING)
    row = {
        "id": call.account.next_id(SESSIONS),
        "token": secrets.token_urlsafe(24),
        "name": draft.values["file_name"],
        "size": size,
        "content_type": text(draft.values, "content_type"),
        "file_uuid": of,
        "parts": (),
    }
    call.commit(SESSIONS, None, row)
    return Answer(
        {
            "max_file_size": LARGEST_FILE,
            "max_part_size": LARGEST_PART,
            "session_id": row["id"],
            "upload_url": _upload_url(call, row),
        }
    )


def upload(call: Call, _: list[Draft]) -> Answer:
    """Take a part: the next address while parts remain, then the file. Each address takes one part."""
    session = next(iter(call.account.index(SESSIONS, BY_TOKEN).group(call.names["session_token"])), None)
    if session is None:
        raise errors.missing("Session not found")
    if not call.body or len(call.body) > LARGEST_PART:
        raise errors.refused("TooShort" if not call.body else "TooLong", "")
    held = session["parts"]
    assert isinstance(held, tuple)  # open_session begins with none
    content = b"".join((*held, call.body))
    if len(content) > integer(session, "size"):
        raise errors.refused("TooLong", "file_size")
    if len(content) < integer(session, "size"):
        row = {**session, "parts": (*held, call.body), "token": secrets.token_urlsafe(24)}
        call.commit(SESSIONS, session, row)
        return Answer({"next_url": _upload_url(call, row), "session_id": row["id"]})
    call.commit(SESSIONS, session, None)
    before = find_file(call.account, session["file_uuid"])
    if before is not None:
        file = add_version(call.account, call.author, before, content)
    else:
        name, kind = text(session, "name"), text(session, "content_type")
        file = add_file(call.account, call.author, name=name, content=content, content_type=kind)
    return Answer(print_file(call.account, file, origin=call.origin))


def files(call: Call, _: list[Draft]) -> Answer:
    """Files that are not in the trash, or those that are."""
    rows = sorted(wanted_files(call), key=lambda row: (-integer(row, "updated_at"), -integer(row, "id")))
    shown = window(call.query, default=LIMIT, most=250)
    page = rows[shown.slice]
    if not page:
        return NO_CONTENT
    links = page_links(f"{call.origin}/v1.0/files", call.query, shown, has_next=shown.slice.stop < len(rows))
    return Answer(_list(call, page) | {"_links": links})


def one(call: Call, _: list[Draft]) -> Answer:
    """One file."""
    return Answer(print_file(call.account, _wanted(call), origin=call.origin))


def rename(call: Call, drafts: list[Draft]) -> Answer:
    """Give a file another name, or one of its versions back."""
    [draft] = drafts
    file, values = _wanted(call), dict(draft.values)
    version = values.get("version_uuid")
    if version is not None:
        chosen = next((each for each in versions_of(call.account, file) if each["uuid"] == version), None)
        if chosen is None:
            raise errors.refused("NotSupportedChoice", "version_uuid")
        values["size"] = chosen["size"]
    return Answer(print_file(call.account, change_file(call.account, call.author, file, values), origin=call.origin))


def throw_away(call: Call, drafts: list[Draft]) -> Answer:
    """Into the trash, all or none."""
    for file in _named(call, drafts, trashed=False):
        gone = {"is_trashed": True, "deleted_at": call.author.now, "deleted_by": {"id": call.user_id, "type": "user"}}
        change_file(call.account, call.author, file, gone)
    return NO_CONTENT


def restore(call: Call, drafts: list[Draft]) -> Answer:
    """Out of the trash, all or none."""
    back = {"is_trashed": False, "deleted_at": None, "deleted_by": None}
    named = _named(call, drafts, trashed=True)
    return Answer(_list(call, [change_file(call.account, call.author, file, back) for file in named]))


def versions(call: Call, _: list[Draft]) -> Answer:
    """Every content that a file has had."""
    items = [print_version(each, origin=call.origin) for each in versions_of(call.account, _wanted(call))]
    return Answer({"_count": len(items), "_embedded": {"versions": items}})


def download(call: Call, _: list[Draft]) -> Answer:
    """What is in a file."""
    file = _wanted(call)
    return _content(call, file, file["version_uuid"])


def download_version(call: Call, _: list[Draft]) -> Answer:
    """What was in a file."""
    return _content(call, _wanted(call), call.names["version_uuid"])


def _content(call: Call, file: Row, wanted: object) -> Answer:
    version = next((each for each in versions_of(call.account, file) if each["uuid"] == wanted), None)
    if version is None:
        raise errors.missing("Version not found")
    content = version["content"]
    assert isinstance(content, bytes)  # add_version stores nothing else
    return Answer(Raw(content, content_type=text(file, "content_type")))


def _list(call: Call, rows: Iterable[Row]) -> dict[str, object]:
    items = [print_file(call.account, row, origin=call.origin) for row in rows]
    return {"_count": len(items), "_embedded": {FILES: items}}


def _wanted(call: Call) -> Row:
    file = find_file(call.account, call.names["file_uuid"])
    if file is None:
        raise errors.missing(MISSING)
    return file


def _named(call: Call, drafts: list[Draft], *, trashed: bool) -> list[Row]:
    found = []
    for draft in drafts:
        file = find_file(call.account, draft.values["uuid"])
        if file is None or file["is_trashed"] is not trashed:
            draft.refuse("NotSupportedChoice", "uuid")
        else:
            found.append(file)
    refuse_bad(drafts)
    return found


def _upload_url(call: Call, session: Row) -> str:
    return f"{call.origin}/v1.0/sessions/upload/{session['token']}"


UUIDS = (Field(name="uuid", type=Type.STRING, required=True),)
PLACE = "/v1.0/files"
FILTERS = ("filter", "page", "limit")


def _get(path: str, handler: Callable[[Call, list[Draft]], Answer], answers: Schema) -> Special:
    return Special(method="GET", path=path, handler=handler, answers=answers, query=FILTERS)


SPECIALS = (
    Special(
        method="POST",
        path="/v1.0/sessions",
        handler=open_session,
        takes=Takes.OBJECT,
        fields=(
            Field(name="file_name", type=Type.STRING, required=True, longest=255),
            Field(name="file_size", required=True),
            Field(name="content_type", type=Type.STRING),
            Field(name="file_uuid", type=Type.STRING),
            Field(name="with_preview", type=Type.BOOL),
        ),
        answers=SESSION,
    ),
    Special(
        method="POST",
        path="/v1.0/sessions/upload/{session_token:string}",
        handler=upload,
        takes=Takes.NOTHING,
        answers={"anyOf": [NEXT_PART, FILE]},
    ),
    _get(PLACE, files, _counted(FILES)),
    _get(f"{PLACE}/{{file_uuid:string}}", one, FILE),
    _get(f"{PLACE}/{{file_uuid:string}}/versions", versions, _counted("versions")),
    Special(method="GET", path=f"{PLACE}/{{file_uuid:string}}/download", handler=download),
    Special(
        method="GET", path=f"{PLACE}/{{file_uuid:string}}/download/{{version_uuid:string}}", handler=download_version
    ),
    Special(
        method="PATCH",
        path=f"{PLACE}/{{file_uuid:string}}",
        handler=rename,
        takes=Takes.OBJECT,
        fields=(
            Field(name="name", type=Type.STRING, longest=255),
            Field(name="version_uuid", type=Type.STRING),
        ),
        answers=FILE,
    ),
    Special(method="DELETE", path=PLACE, handler=throw_away, status=204, takes=Takes.ARRAY, fields=UUIDS),
    Special(
        method="POST",
        path=f"{PLACE}/restore",
        handler=restore,
        takes=Takes.ARRAY,
        fields=UUIDS,
        answers=_counted(FILES),
    ),
)
