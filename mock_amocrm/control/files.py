"""Files on an account's drive, put there past the upload."""

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.stored_files import add_file
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, record
from mock_amocrm.control.shape import Field, Kind
from mock_amocrm.extension import Extension

NEW_FILE = (
    Field("name", Kind.STRING, "Its name; document.txt unless given"),
    Field("text", Kind.STRING, "What is in it"),
)


def create(fake: Extension, request: Request) -> object:
    """A file of plain text."""
    account = named(fake, request)
    content = request.text("text", "Hello").encode()
    with account.lock:
        author = Author(user_id=0, now=account.clock.now())
        row = add_file(account, author, name=request.text("name", "document.txt"), content=content)
    return {key: row[key] for key in ("uuid", "name", "size")}


OPERATIONS = (
    Operation(
        "POST",
        "/accounts/{subdomain}/files",
        "Put a file on its drive",
        create,
        record(uuid=STRING, name=STRING, size=INTEGER),
        status=201,
        body=NEW_FILE,
    ),
)
