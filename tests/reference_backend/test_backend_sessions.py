"""The app's own registration, login and session tokens."""

import time
from collections.abc import Callable

import jwt
import pytest
import requests
from running_backend import APP_SECRET, Person, RunningBackend


def test_registration_answers_with_the_user_and_the_pair_under_every_name(backend: RunningBackend) -> None:
    answer = backend.register(firstName="Олена")
    body = answer.json()
    assert (answer.status_code, body["success"]) == (201, True)
    data = body["data"]
    assert data["token"] == data["accessToken"] == data["access_token"]
    assert data["refreshToken"] == data["refresh_token"] != data["token"]
    assert data["user"]["firstName"] == "Олена"
    assert not {"password", "passwordHash", "password_hash"} & set(data["user"])


@pytest.mark.parametrize(("role", "status"), [("BROKER", "PENDING"), ("INVESTOR", "PENDING"), ("CLIENT", "ACTIVE")])
def test_the_role_decides_the_first_status(backend: RunningBackend, role: str, status: str) -> None:
    assert backend.register(role=role).json()["data"]["user"]["status"] == status


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"email": None}, "email"),
        ({"password": ""}, "password"),
        ({"phone": 380}, "phone"),
        ({"firstName": ["x"]}, "firstName"),
        ({"role": "ADMIN"}, "role"),
        ({"licenseNumber": None}, "License number is required for BROKER role"),
        ({"email": "no-at-sign"}, "email"),
    ],
)
def test_registration_names_what_is_wrong(backend: RunningBackend, changes: dict[str, object], part: str) -> None:
    answer = backend.register(**changes)
    assert (answer.status_code, answer.json()["statusCode"], answer.json()["success"]) == (400, 400, False)
    assert part in answer.json()["message"]


def test_mail_and_phone_are_taken_once(backend: RunningBackend) -> None:
    user = backend.register().json()["data"]["user"]
    for changes in ({"email": user["email"].upper()}, {"phone": user["phone"]}):
        answer = backend.register(**changes)
        assert (answer.status_code, answer.json()["statusCode"]) == (409, 409)


@pytest.mark.parametrize("prefix", ["/api", "/api/v1"])
def test_login_gives_a_working_session(backend: RunningBackend, person: Person, prefix: str) -> None:
    answer = backend.post(f"{prefix}/auth/login", body={"email": person.email, "password": "Secret-123"})
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert data["user"]["id"] == person.id
    person.token = data["token"]
    assert backend.get(f"{prefix}/auth/me", person).json()["data"]["email"] == person.email


def test_the_token_says_who_and_until_when(person: Person) -> None:
    claims = jwt.decode(person.token, APP_SECRET, algorithms=["HS256"])
    assert set(claims) == {"id", "email", "role", "iat", "exp"}
    assert (claims["id"], claims["email"], claims["role"]) == (person.id, person.email, "BROKER")
    assert claims["exp"] - claims["iat"] == 7 * 86_400


def test_login_refuses_a_wrong_password_and_an_unknown_mail_alike(backend: RunningBackend, person: Person) -> None:
    answers = [
        backend.post("/api/auth/login", body={"email": mail, "password": "wrong"})
        for mail in (person.email, "nobody@example.com")
    ]
    for answer in answers:
        assert answer.status_code == 401
        assert answer.json() == {"success": False, "message": "Invalid credentials", "statusCode": 401}


@pytest.mark.parametrize("body", [{}, {"email": "a@b.c"}, [], "text", None, {"email": {}, "password": 1}])
def test_login_without_its_fields_is_a_bad_request(backend: RunningBackend, body: object) -> None:
    assert backend.post("/api/auth/login", body=body).status_code == 400


def _token(**changes: object) -> str:
    claims = {"id": "someone", "email": "a@b.c", "role": "CLIENT", "exp": int(time.time()) + 60} | changes
    return jwt.encode(claims, APP_SECRET, algorithm="HS256")


GUARDED = [
    ("GET", "/api/auth/me"),
    ("GET", "/api/amo-crm/connect"),
    ("GET", "/api/amo-crm/status"),
    ("POST", "/api/amo-crm/exchange-code"),
    ("POST", "/api/amo-crm/disconnect"),
    ("GET", "/api/amo-crm/pipelines"),
    ("GET", "/api/amo-crm/leads/1"),
    ("POST", "/api/amo-crm/sync/leads"),
    ("GET", "/api/v1/leads"),
    ("GET", "/api/v1/leads/1"),
]


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_every_guarded_route_tells_no_session_from_a_bad_one(backend: RunningBackend, method: str, path: str) -> None:
    def status(header: str | None) -> tuple[int, str]:
        headers = {"Authorization": header} if header else {}
        answer = backend.http.request(method, backend.address + path, headers=headers, timeout=10)
        assert answer.json()["statusCode"] == answer.status_code
        return answer.status_code, answer.json()["message"]

    expired, foreign = _token(exp=1), jwt.encode({"id": "x", "exp": 9**10}, "another" * 8, algorithm="HS256")
    unsigned = jwt.encode({"id": "x", "exp": 9**10}, "", algorithm="none")
    assert status(None) == (401, "No token provided")
    assert status("Basic abc") == (401, "No token provided")
    assert status(f"Bearer {expired}") == (403, "Invalid token: jwt expired")
    assert status(f"Bearer {foreign}") == (403, "Invalid token: invalid signature")
    assert status(f"Bearer {unsigned}")[0] == 403
    assert status("Bearer garbage") == (403, "Invalid token: jwt malformed")


def test_refresh_gives_a_new_pair_nested_and_at_the_top(backend: RunningBackend, person: Person) -> None:
    answer = backend.post("/api/auth/refresh", body={"refreshToken": person.refresh_token})
    assert answer.status_code == 200
    body = answer.json()
    assert body["accessToken"] == body["data"]["accessToken"]
    assert body["refreshToken"] == body["data"]["refreshToken"]
    person.token = body["accessToken"]
    assert backend.get("/api/auth/me", person).status_code == 200


def _no_token(_: Person) -> dict[str, object]:
    return {}


def _expired_token(person: Person) -> dict[str, object]:
    return {"refreshToken": _token(id=person.id, exp=1)}


def _token_of_nobody(_: Person) -> dict[str, object]:
    return {"refreshToken": _token(id="nobody")}


@pytest.mark.parametrize(("body", "status"), [(_no_token, 400), (_expired_token, 401), (_token_of_nobody, 401)])
def test_refresh_refuses_what_is_no_refresh_token(
    backend: RunningBackend, person: Person, body: Callable[[Person], dict[str, object]], status: int
) -> None:
    assert backend.post("/api/auth/refresh", body=body(person)).status_code == status


def test_a_session_of_a_user_who_is_gone_is_not_found(backend: RunningBackend, person: Person) -> None:
    person.token = _token(id="nobody")
    assert backend.get("/api/auth/me", person).status_code == 404


@pytest.mark.parametrize(
    "hostile",
    ["Robert'); DROP TABLE users;--", "\x00zero", "\ud800 alone", "𝒳" * 500, "%s ? {0}"],
    ids=["sql", "nul", "lone surrogate", "long", "placeholders"],
)
def test_hostile_names_are_stored_as_text(backend: RunningBackend, hostile: str) -> None:
    answer = backend.register(firstName=hostile)
    assert answer.status_code == 201
    stored = answer.json()["data"]["user"]["firstName"]
    assert stored == hostile.replace("\x00", "").encode("utf-8", "replace").decode()
    assert backend.register().status_code == 201


def test_unknown_routes_and_wrong_methods_answer_in_json(backend: RunningBackend) -> None:
    unknown: requests.Response = backend.get("/api/nothing")
    assert unknown.json() == {"success": False, "message": "Cannot GET /api/nothing", "statusCode": 404}
    assert backend.get("/api/auth/login").json()["statusCode"] == 405


def test_health_names_the_database(backend: RunningBackend) -> None:
    body = backend.get("/health").json()
    assert (body["status"], body["database"]) == ("ok", "connected")
    assert "timestamp" in body


def test_a_web_app_of_another_origin_may_ask(backend: RunningBackend) -> None:
    answer = backend.http.options(f"{backend.address}/api/auth/me", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
