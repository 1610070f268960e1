"""Files of an account's drive as rows: the file, its versions with their bytes, and how both are printed."""

import hashlib
import re
import uuid
from collections.abc import Mapping
from mimetypes import guess_type

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.view import integer, text
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change
from mock_amocrm.state.index import Arrangement

FILES, VERSIONS = "files", "file_versions"
BY_UUID = Arrangement(("uuid",))
OF_A_FILE = Arrangement(("file_uuid",))
# What the drive calls a file by its content; anything else is a document or just a file.
KINDS: Mapping[str, str] = {"image": "image", "video": "video", "audio": "audio", "text": "document"}
UNSAFE = re.compile(r"[^\w.\-]+")


def find_file(account: Account, uid: object) -> Row | None:
    """A file by its uuid, in the trash or not."""
    return next(iter(account.index(FILES, BY_UUID).group(uid)), None) if isinstance(uid, str) else None


def versions_of(account: Account, file: Row) -> list[Row]:
    """Its versions, oldest first."""
    return list(account.index(VERSIONS, OF_A_FILE).group(file["uuid"]))


def add_file(account: Account, author: Author, *, name: str, content: bytes, content_type: str = "") -> Row:
    """Put a new file on the drive."""
    kind = content_type or guess_type(name)[0] or "application/octet-stream"
    row = {
        "id": account.next_id(FILES),
        "uuid": str(uuid.uuid4()),
        "name": name,
        "content_type": kind,
        "is_trashed": False,
        "created_at": author.now,
        "created_by": author.user_id,
        "updated_at": author.now,
        "updated_by": author.user_id,
        "deleted_at": None,
        "deleted_by": None,
        "version_uuid": None,
        "size": 0,
    }
    return add_version(account, author, row, content)


def add_version(account: Account, author: Author, file: Row, content: bytes) -> Row:
    """Another content of a file, which is the one that counts from now on."""
    version = {
        "id": account.next_id(VERSIONS),
        "file_uuid": file["uuid"],
        "uuid": str(uuid.uuid4()),
        "content": content,
        "size": len(content),
        "created_at": author.now,
        "created_by": author.user_id,
    }
    account.commit(Change(VERSIONS, None, version, author.user_id, author.now))
    return change_file(account, author, file, {"version_uuid": version["uuid"], "size": len(content)})


def change_file(account: Account, author: Author, file: Row, values: Mapping[str, object]) -> Row:
    """A file with other values."""
    before = account.row(FILES, integer(file, "id"))
    row = {**file, **values, "updated_at": author.now, "updated_by": author.user_id}
    account.commit(Change(FILES, before, row, author.user_id, author.now))
    return row


def print_file(account: Account, file: Row, *, origin: str) -> dict[str, object]:
    """A file as the drive prints it."""
    name = text(file, "name")
    place = f"{origin}/v1.0/files/{file['uuid']}"
    return {
        "uuid": file["uuid"],
        "name": name,
        "sanitized_name": UNSAFE.sub("_", name),
        "size": file["size"],
        "type": KINDS.get(text(file, "content_type").partition("/")[0], "file"),
        "metadata": {"extension": extension(file), "mime_type": file["content_type"]},
        "version_uuid": file["version_uuid"],
        "has_multiple_versions": len(versions_of(account, file)) > 1,
        "is_trashed": file["is_trashed"],
        "created_at": file["created_at"],
        "created_by": {"id": file["created_by"], "type": "user"},
        "updated_at": file["updated_at"],
        "updated_by": {"id": file["updated_by"], "type": "user"},
        "deleted_at": file["deleted_at"],
        "deleted_by": file["deleted_by"],
        "source_id": None,
        "previews": None,
        "_links": {
            "self": {"href": place},
            "download": {"href": f"{place}/download"},
            "download_version": {"href": f"{place}/download/{file['version_uuid']}"},
        },
    }


def print_version(version: Row, *, origin: str) -> dict[str, object]:
    """A version as the drive prints it."""
    content = version["content"]
    assert isinstance(content, bytes)  # add_version stores nothing else
    place = f"{origin}/v1.0/files/{version['file_uuid']}"
    return {
        "uuid": version["uuid"],
        "file_uuid": version["file_uuid"],
        "size": version["size"],
        "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "created_at": version["created_at"],
        "created_by": {"id": version["created_by"], "type": "user"},
        "_links": {"download_version": {"href": f"{place}/download/{version['uuid']}"}},
    }


def extension(file: Row) -> str:
    """What stands behind the last dot of its name."""
    return text(file, "name").rpartition(".")[2].lower() if "." in text(file, "name") else ""
