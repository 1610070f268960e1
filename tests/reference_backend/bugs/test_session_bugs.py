"""Each known bug of the app's session changes its own answer and leaves the rest alone."""

import pytest
from running_backend import RunningBackend

LOGIN, REFRESH = "/api/auth/login", "/api/auth/refresh"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


@with_bug("login-answer-flat")
def test_a_flat_login_has_user_and_token_and_no_envelope(buggy: RunningBackend) -> None:
    person = buggy.new_person()
    body = buggy.post(LOGIN, body={"email": person.email, "password": "Secret-123"}).json()
    assert set(body) == {"user", "accessToken"}
    person.token = body["accessToken"]
    assert buggy.status(person)["connected"] is False
    assert buggy.post(LOGIN, body={"email": person.email, "password": "wrong"}).status_code == 401


@with_bug("login-fails")
def test_a_login_that_asks_for_an_unknown_column_ends_in_a_500(buggy: RunningBackend) -> None:
    person = buggy.new_person()
    answer = buggy.post(LOGIN, body={"email": person.email, "password": "Secret-123"})
    assert (answer.status_code, answer.json()["message"]) == (500, "Internal server error")
    assert buggy.status(person)["connected"] is False


@with_bug("refresh-answer-nested")
def test_a_nested_renewal_has_its_tokens_under_data_only(buggy: RunningBackend) -> None:
    person = buggy.new_person()
    body = buggy.post(REFRESH, body={"refreshToken": person.refresh_token}).json()
    assert set(body) == {"success", "message", "data"}
    person.token = body["data"]["accessToken"]
    assert buggy.status(person)["connected"] is False
