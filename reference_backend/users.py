"""The app's users."""

import uuid
from dataclasses import dataclass, field

from reference_backend.database import Database
from reference_backend.json_values import JsonObject, as_text
from reference_backend.passwords import hash_password, is_password
from reference_backend.refusals import Refusal, invalid

FIRST_STATUS = {"BROKER": "PENDING", "INVESTOR": "PENDING", "CLIENT": "ACTIVE"}
_REQUIRED = ("email", "phone", "password", "firstName", "lastName", "role")


@dataclass(frozen=True, slots=True)
class User:
    id: str
    email: str
    phone: str
    first_name: str
    last_name: str
    role: str
    status: str
    license_number: str | None
    password_hash: str = field(repr=False)
    account_host: str | None


def register(database: Database, body: JsonObject) -> User:
    texts = {name: as_text(body.get(name)) for name in _REQUIRED}
    missing = [name for name, text in texts.items() if text is None]
    if missing:
        raise invalid(f"Missing required fields: {', '.join(missing)}")
    email, phone, password, first_name, last_name, role = (text or "" for text in texts.values())
    license_number = as_text(body.get("licenseNumber"))
    if role not in FIRST_STATUS:
        raise invalid(f"Invalid role; use one of {', '.join(FIRST_STATUS)}")
    if role == "BROKER" and license_number is None:
        raise invalid("License number is required for BROKER role")
    if "@" not in email:
        raise invalid("Invalid email")
    user_id = str(uuid.uuid4())
    added = database.execute(
        "INSERT INTO users (id, email, phone, first_name, last_name, role, status, license_number, password_hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        *(user_id, _folded(email), phone, first_name, last_name, role, FIRST_STATUS[role], license_number),
        hash_password(password),
    )
    user = find_user(database, user_id) if added else None
    if user is None:
        raise Refusal(409, "User with this email or phone already exists")
    return user


def log_in(database: Database, body: JsonObject) -> User:
    email, password = as_text(body.get("email")), as_text(body.get("password"))
    if email is None or password is None:
        raise invalid("Email and password are required")
    user = database.one(User, "SELECT * FROM users WHERE email = ?", _folded(email))
    if user is None or not is_password(password, stored=user.password_hash):
        raise Refusal(401, "Invalid credentials")
    return user


def find_user(database: Database, user_id: str) -> User | None:
    return database.one(User, "SELECT * FROM users WHERE id = ?", user_id)


def remember_host(database: Database, *, user_id: str, host: str) -> None:
    """An old app version may still post the code itself, and says nothing about the account it came from."""
    database.execute("UPDATE users SET account_host = ? WHERE id = ?", host, user_id)


def user_shape(user: User) -> dict[str, object]:
    return {
        "id": user.id,
        "email": user.email,
        "phone": user.phone,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "role": user.role,
        "status": user.status,
        "licenseNumber": user.license_number,
    }


def _folded(email: str) -> str:
    return email.strip().lower()
