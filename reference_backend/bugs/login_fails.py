"""Signing in asks for a column that this database doesn't have."""

from reference_backend.database import Database
from reference_backend.json_values import JsonObject, as_text
from reference_backend.passwords import is_password
from reference_backend.refusals import Refusal
from reference_backend.seams import Seams
from reference_backend.users import User


def install(seams: Seams) -> None:
    seams.log_in = _log_in


def _log_in(database: Database, body: JsonObject, /) -> User:
    user = database.one(User, "SELECT * FROM users WHERE login = ?", as_text(body.get("email")))
    if user is None or not is_password(as_text(body.get("password")) or "", stored=user.password_hash):
        raise Refusal(401, "Invalid credentials")
    return user
