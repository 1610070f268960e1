"""Incidents recorded as HAR: the seed's cause is named from what is seen, and nothing from what isn't seen."""

import base64
import json
from pathlib import Path

import pytest
from recorded import (
    API,
    APP_JWT,
    CALLBACK,
    DEEP_LINK,
    OPENS,
    SECRET_CODE,
    SECRET_STATE,
    app,
    backend_side,
    entry,
    seed,
    write,
)

from harness.diagnosis.messages import LANGUAGES
from harness.incident.har_file import UnreadableHar
from harness.incident.incident import Incident, read_incident
from harness.incident.messages import MESSAGES
from harness.incident.told import as_result, told
from harness.settings import Settings
from harness.wire.exchange import DeepLink, Exchange


def read(path: Path, *files: list[dict[str, object]]) -> Incident:
    paths = [write(path / f"{number}.har", entries) for number, entries in enumerate(files)]
    return read_incident(paths, Settings(), person="the user")


def causes(incident: Incident) -> list[object]:
    return [finding["cause"] for finding in as_result(incident, lang="en").findings]


def hops(incident: Incident) -> list[tuple[str, str, str]]:
    return [(each.caller, each.callee, each.role) for each in incident.timeline.every(Exchange)]


def test_the_seeds_incident_is_named_from_a_browsers_record_alone(tmp_path: Path) -> None:
    incident = read(tmp_path, seed())
    (finding,) = as_result(incident, lang="en").findings

    assert finding["cause"] == "code_exchanged_twice"
    assert "by the backend in its callback" in str(finding["happened"])
    assert "by the app via exchange-code" in str(finding["happened"])
    assert incident.concluded == (5, 7)
    text = told(incident, lang="en", width=100)
    assert "Concluded, not seen: №5, №7" in text
    assert "olena.amocrm.ru/oauth2/access_token" in text
    assert "record them by a proxy beside the backend" in " ".join(text.lower().split())


def test_with_the_backends_own_record_nothing_has_to_be_concluded(tmp_path: Path) -> None:
    incident = read(tmp_path, seed(), backend_side())

    assert causes(incident) == ["code_exchanged_twice"]
    assert incident.concluded == ()
    assert hops(incident) == [
        ("client", "backend", "status"),
        ("client", "backend", "connect"),
        ("browser", "amocrm", "consent"),
        ("browser", "backend", "callback"),
        ("backend", "amocrm", "token"),
        ("client", "backend", "exchange_code"),
        ("backend", "amocrm", "token"),
        ("client", "backend", "status"),
    ]


def test_an_answer_in_the_backends_own_words_proves_no_more_than_is_seen(tmp_path: Path) -> None:
    incident = read(tmp_path, seed(refusal={"message": "Forbidden"}))
    (finding,) = as_result(incident, lang="en").findings

    assert (finding["cause"], incident.concluded) == ("code_in_deep_link", ())
    assert "answered 403 “Forbidden”" in str(finding["happened"])
    assert "nor is who spent the code" in str(finding["happened"])


def test_where_two_may_have_spent_the_code_nobody_is_blamed_for_it(tmp_path: Path) -> None:
    entries = seed()
    entries.insert(6, app("POST", "/api/amo-crm/exchange-code", 11_000, sent={"code": SECRET_CODE}, got={"ok": True}))
    incident = read(tmp_path, entries)

    assert (causes(incident), incident.concluded) == (["code_in_deep_link"], ())
    assert "first redeemed" not in told(incident, lang="en", width=100)


def test_a_callback_page_that_was_loaded_twice_is_still_the_callback(tmp_path: Path) -> None:
    entries = seed()
    again = entries[5] | {"startedDateTime": "2026-11-23T16:39:10Z"}
    incident = read(tmp_path, [*entries[:6], again, *entries[6:]])

    assert (causes(incident), len(incident.concluded)) == (["code_exchanged_twice"], 2)


def test_a_good_journey_in_a_browsers_record_has_no_cause(tmp_path: Path) -> None:
    page = OPENS.format(link="foryoure://amo-crm/callback?success=true")
    entries = [one for one in seed(page=page) if "exchange-code" not in json.dumps(one)]
    incident = read(tmp_path, entries)

    assert [link.url for link in incident.timeline.every(DeepLink)] == ["foryoure://amo-crm/callback?success=true"]
    assert causes(incident) == []  # that nobody redeemed the code would be said of it if that were judged
    assert "What is seen proves no cause." in told(incident, lang="en", width=100)


def test_the_backends_record_alone_says_that_a_code_came_twice_and_blames_nobody(tmp_path: Path) -> None:
    incident = read(tmp_path, backend_side())

    assert causes(incident) == []
    assert "was exchanged more than once: №1 → 200, №2 → 403" in " ".join(told(incident, lang="en", width=100).split())


@pytest.mark.parametrize(
    "location",
    [DEEP_LINK, f"https://app.foryoure.example/crm?code={SECRET_CODE}&state={SECRET_STATE}"],
    ids=["app", "web app"],
)
def test_a_redirect_into_the_app_is_a_link_that_was_followed(tmp_path: Path, location: str) -> None:
    entries = seed()
    entries[5] = entry("GET", CALLBACK, 9_000, status=302, location=location, kind="document", mime="text/html")
    incident = read(tmp_path, entries)

    (link,) = incident.timeline.every(DeepLink)
    assert (link.by, incident.offered) == ("redirect", ())
    assert "code_exchanged_twice" in causes(incident)


def test_a_visit_that_left_the_browser_is_the_link_and_the_page_needs_no_guess(tmp_path: Path) -> None:
    entries = [*seed(), entry("GET", DEEP_LINK, 11_000, status=0, kind="document")]
    incident = read(tmp_path, entries)

    (link,) = incident.timeline.every(DeepLink)
    assert (link.wall[14:23], incident.offered) == ("39:11.000", ())


@pytest.mark.parametrize(("value", "in_script"), [("не вийшло!", "не%20вийшло!"), ("#d6090c", "#d6090c")])
def test_a_button_that_says_its_link_twice_is_one_link(tmp_path: Path, value: str, in_script: str) -> None:
    page = (
        f'<form action="foryoure://amo-crm/callback"><input type="hidden" name="state" value="{value}">'
        f"<button onclick=\"window.open('foryoure://amo-crm/callback?state={in_script}','_self')\">Return</button></form>"
    )
    incident = read(tmp_path, seed(page=page))

    assert len(incident.timeline.every(DeepLink)) == len(incident.offered) == 1


def test_a_link_that_nobody_followed_is_none(tmp_path: Path) -> None:
    incident = read(tmp_path, seed()[:6])

    assert incident.timeline.every(DeepLink) == []


def test_paths_behind_a_prefix_are_known(tmp_path: Path) -> None:
    moved = json.loads(json.dumps(seed()).replace(API, f"{API}/v2"))

    assert causes(read(tmp_path, moved)) == ["code_exchanged_twice"]


def test_amocrms_requests_at_the_backend_are_amocrms(tmp_path: Path) -> None:
    hook = entry("POST", f"{API}/api/amo-crm/webhook", 1, kind=None)
    disabled = entry("GET", f"{API}/api/amo-crm/disabled?client_uuid=1", 2, kind=None)

    assert hops(read(tmp_path, [*seed()[:1], hook, disabled]))[:2] == [
        ("amocrm", "backend", "webhook"),
        ("amocrm", "backend", "disable"),
    ]


def test_no_secret_of_the_record_is_told(tmp_path: Path) -> None:
    incident = read(tmp_path, seed(), backend_side())
    shown = repr(incident) + told(incident, lang="en", width=100)

    for secret in (SECRET_CODE, SECRET_STATE, APP_JWT, "s3cret-of-the-integration", "def50200cd"):
        assert secret not in shown


def test_a_record_that_is_redacted_already_keeps_its_fingerprints(tmp_path: Path) -> None:
    redacted = json.loads(json.dumps(seed()).replace(SECRET_CODE, "#95dbf1").replace(SECRET_STATE, "#d6090c"))
    incident = read(tmp_path, redacted)

    assert causes(incident) == ["code_exchanged_twice"]
    assert {each.fingerprints.get("code") for each in incident.timeline.redemptions()} == {"#95dbf1"}


def test_a_page_is_read_as_the_record_has_decoded_it_whatever_it_says_itself(tmp_path: Path) -> None:
    page = '<meta charset="windows-1251">' + OPENS.format(link="foryoure://amo-crm/callback?error=Відмова")
    incident = read(tmp_path, seed(page=page))

    assert incident.offered == ("foryoure://amo-crm/callback?error=Відмова",)


def test_bodies_may_be_base64_and_forms_a_list_of_fields(tmp_path: Path) -> None:
    entries = seed()
    response = entries[6]["response"]
    assert isinstance(response, dict)
    text = response["content"]["text"]
    response["content"] |= {"text": base64.b64encode(text.encode()).decode(), "encoding": "base64"}
    request = entries[6]["request"]
    assert isinstance(request, dict)
    request["postData"] = {
        "mimeType": "application/x-www-form-urlencoded",
        "params": [{"name": "code", "value": SECRET_CODE}],
    }

    assert causes(read(tmp_path, entries)) == ["code_exchanged_twice"]


def test_an_entry_that_cannot_be_used_is_left_out_and_its_place_told(tmp_path: Path) -> None:
    broken = {"startedDateTime": "yesterday", "request": {"method": "GET", "url": f"{API}/x"}, "response": {}}
    nowhere = entry("GET", f"http://[bad?code={SECRET_CODE}", 1)
    long_ago = entry("GET", f"{API}/x", 1) | {"startedDateTime": "0001-01-01T00:00:00+14:00"}
    incident = read(tmp_path, [*seed(), broken, {"request": {}}, 7, nowhere, long_ago])  # type: ignore[list-item]

    assert [one.partition("log.")[2].partition(":")[0] for one in incident.left_out] == [
        "entries[8].startedDateTime",
        "entries[9].request.url",
        "entries[10]",
        "entries[11].request.url",
        "entries[12].startedDateTime",
    ]
    assert "def502" not in repr(incident.left_out)
    assert "Entries left out: 5, the first:" in told(incident, lang="en", width=200)
    assert causes(incident) == ["code_exchanged_twice"]


def test_requests_of_somebody_else_altogether_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableHar, match=r"none of 1 requests goes to amoCRM .* describe its paths in harness\.toml"
    ):
        read(tmp_path, [entry("GET", "https://example.com/api", 1)])


def test_several_sessions_are_told_as_such(tmp_path: Path) -> None:
    other = app("GET", "/api/amo-crm/status", 50, got={"data": {"connected": False}})
    other = json.loads(json.dumps(other).replace(APP_JWT, APP_JWT.replace("9sZW5h", "1hcmtv")))
    incident = read(tmp_path, [*seed(), other])

    assert incident.sessions == 2
    assert "requests of several sessions of the app here (2)" in told(incident, lang="en", width=300)


def test_a_long_record_shows_what_matters(tmp_path: Path) -> None:
    idle = [app("GET", "/api/amo-crm/status", 20_000 + at, got={"data": {"connected": True}}) for at in range(500)]
    text = told(read(tmp_path, [*seed(), *idle]), lang="en", width=100)

    assert len(text.splitlines()) < 90
    assert "exchange-code" in text.partition("What the record shows")[2]
    assert "more" in text


def test_the_texts_are_the_same_ones_in_each_language(tmp_path: Path) -> None:
    assert set(MESSAGES) == set(LANGUAGES)
    assert len({frozenset(words) for words in MESSAGES.values()}) == 1
    for lang in LANGUAGES:
        assert "{" not in told(read(tmp_path, seed()), lang=lang, width=100).replace('{"', "")


def test_the_example_is_this_incident() -> None:
    examples = Path(__file__).parents[3] / "examples" / "incident"

    assert json.loads((examples / "browser.har").read_text(encoding="utf-8"))["log"]["entries"] == seed()
    assert json.loads((examples / "backend.har").read_text(encoding="utf-8"))["log"]["entries"] == backend_side()
