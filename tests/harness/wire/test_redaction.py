"""What the recorder remembers, leaves alone and survives, beyond the vectors that it shares with the mock's."""

import time

import pytest

from harness.wire.redaction import BODY_LIMIT, Redactor, Texts, fingerprint, shortened

CODE = "def50200" + "a1b2c3d4e5f60718" * 20
JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIiwic3ViIjoiNTAxIn0.c2lnbmF0dXJl"


def body(text: str, *, oauth: bool = True) -> str:
    return Redactor().exchange(Texts(body=text), Texts(), oauth=oauth)[0].body


@pytest.mark.parametrize("key", ["password", "clientSecret", "client_secret", "csrf", "api_key", "apiKey"])
def test_what_nobody_needs_becomes_bullets(key: str) -> None:
    assert body(f'{{"{key}": "Пароль-1"}}') == f'{{"{key}": "•••"}}'
    assert body(f"x=1&{key}=%D0%9F%D0%B0") == f"x=1&{key}=•••"


def test_everyday_words_are_no_secrets_outside_of_oauth() -> None:
    told = (
        '{"code": "NotSupportedChoice", "state": "NY", "name": "status of the state code", "errors": [{"code": 240}]}'
    )

    assert body(told, oauth=False) == told
    assert "NotSupportedChoice" not in body(told, oauth=True)


def test_a_secret_met_once_is_hidden_in_everything_that_follows() -> None:
    redactor = Redactor()
    redactor.exchange(Texts(url="/cb?state=Стан%2F1%20%26%20more"), Texts(), oauth=True)
    secret, shown = "Стан/1 & more", fingerprint("Стан/1 & more")

    page = redactor.exchange(Texts(), Texts(body=f"<p>{secret.replace('&', '&amp;')}</p>"), oauth=False)[1]
    answer = redactor.exchange(
        Texts(), Texts(body='{"x": "\\u0421\\u0442\\u0430\\u043d\\/1 \\u0026 more"}'), oauth=False
    )[1]

    assert page.body == f"<p>{shown}</p>"
    assert answer.body == f'{{"x": "{shown}"}}'
    assert redactor.hide(f"the page says: {secret}") == f"the page says: {shown}"


def test_what_only_the_answer_gives_away_is_hidden_in_the_request_too() -> None:
    sent, _ = Redactor().exchange(
        Texts(url="/x/opaque-value-1", headers={"X-Copy": "opaque-value-1"}),
        Texts(body='{"token": "opaque-value-1"}'),
        oauth=False,
    )

    assert "opaque" not in str(sent)


def test_fingerprints_are_told_by_direction_and_the_first_of_a_kind_counts() -> None:
    sent, got = Redactor().exchange(
        Texts(url=f"/cb?code={CODE}&state=one", body="state=two"),
        Texts(body="<a href='app://x?state=three'>"),
        oauth=True,
    )

    assert sent.fingerprints == {"code": fingerprint(CODE), "state": fingerprint("one")}
    assert got.fingerprints == {"state": fingerprint("three")}


def test_a_fingerprint_is_not_fingerprinted_again() -> None:
    once = body(f'{{"code": "{CODE}"}}')

    assert body(once) == once
    assert Redactor().hide(f"redeemed {fingerprint(CODE)}") == f"redeemed {fingerprint(CODE)}"


def test_a_deep_links_parameters_are_decoded_and_hidden_one_by_one() -> None:
    parameters = Redactor().parameters(
        f"foryoure://amo?success=true&code=short&reason=a%26b+c&next=x%3Fcode%3D{CODE}#top"
    )

    assert parameters["success"] == "true"
    assert parameters["code"] == fingerprint("short")
    assert parameters["reason"] == "a&b c"
    assert CODE not in parameters["next"]


def test_a_long_body_is_shortened_after_it_was_redacted() -> None:
    long = body('{"fill": "' + "x" * (BODY_LIMIT - 30) + f'", "code": "{CODE}"}}')
    cut = shortened(long)

    assert "def502" not in cut
    assert shortened("x" * BODY_LIMIT) == "x" * BODY_LIMIT
    assert shortened("x" * (BODY_LIMIT + 7)).endswith("… (7 more characters)")


def test_the_headers_in_a_librarys_message_are_hidden() -> None:
    told = Redactor().hide(
        "Call log:\n  - cookie: session=Secret-1\n  - Authorization: Basic Secret-2\n  - accept: text/html"
    )

    assert told == "Call log:\n  - cookie: •••\n  - Authorization: Basic •••\n  - accept: text/html"


HOSTILE = {
    "binary": bytes(range(256)).decode("latin-1") * 50,
    "half an emoji": "state=\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d\ud83d&code=\ud83d",
    "an unfinished string of escapes": '{"password": "' + "\\" * 200_001,
    "deep nesting": "[" * 200_000,
    "beginnings of JWTs": "eyJ" * 50_000,
    "beginnings of codes": "def502" * 50_000,
    "pairs without end": "code=" * 100_000,
    "a form in parts without end": 'name="code"\n' * 20_000,
    "keys without end": '{"token":' * 50_000,
    "no UTF-8": b'{"code": "\xff\xfe"}'.decode(errors="replace"),
    "an impossible address": "http://[::1?code=" + CODE,
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_survived_and_in_time(hostile: str) -> None:
    redactor = Redactor()
    began = time.monotonic()
    everywhere = Texts(
        url=hostile, headers={"Authorization": hostile, "Location": hostile, "Cookie": hostile}, body=hostile
    )
    sent, got = redactor.exchange(everywhere, everywhere, oauth=True)
    redactor.hide(hostile)
    redactor.parameters(hostile)

    assert time.monotonic() - began < 5
    assert CODE not in str((sent, got))


def test_a_jwt_is_hidden_wherever_it_stands() -> None:
    for text in (f"see {JWT}.", f"/path/{JWT}/x", f'["{JWT}"]', f"<b>{JWT}</b>", f"Bearer%20{JWT}", f"a\\n{JWT}"):
        assert JWT not in body(text)
        assert JWT not in Redactor().hide(text)
