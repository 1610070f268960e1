"""The import empties the table before it reads, and whatever it can't read then is gone."""

import time

from reference_backend.backend import Backend
from reference_backend.connections import Connection
from reference_backend.lead_import import import_account, read_account_id
from reference_backend.leads import remove_leads_not_seen_since
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.import_account = _from_nothing


def _from_nothing(backend: Backend, connection: Connection, /) -> int:
    account_id = read_account_id(AccountReader(backend, connection))
    remove_leads_not_seen_since(backend.database, user_id=connection.user_id, account_id=account_id, at=time.time())
    return import_account(backend, connection)
