"""How to see a scenario again: what a shell makes of the curl chain, and what of hostile values in it."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import run_results
import story

from harness.report.repeat import command, curl_chain
from harness.wire.exchange import Exchange, Message
from harness.wire.redaction import BODY_LIMIT, shortened

CURL = '#!/bin/sh\nprintf "%s\\0" curl "$@" >> "$SENT"\n'


def ran(chain: str, folder: Path, *, filled: dict[str, str] | None = None) -> list[list[str]]:
    """The words of each curl when a shell runs the chain, its variables filled in."""
    fake = folder / "curl"
    fake.write_text(CURL, encoding="utf-8")
    fake.chmod(0o755)
    for name, value in (filled or {}).items():
        assert f"{name}=''" in chain
        chain = chain.replace(f"{name}=''", f"{name}='{value}'")
    sent = folder / "sent"
    sent.unlink(missing_ok=True)
    environment = {"PATH": f"{folder}:/usr/bin:/bin", "SENT": str(sent)}
    subprocess.run(["/bin/sh", "-euc", chain], check=True, env=environment, cwd=folder, timeout=20)
    words = sent.read_text(encoding="utf-8").split("\0")[:-1] if sent.exists() else []
    calls: list[list[str]] = []
    for word in words:
        if word == "curl":
            calls.append([])
        else:
            calls[-1].append(word)
    return calls


def posted(body: str, **headers: str) -> Exchange:
    return replace(story.request("x", 1, 2, method="POST"), number=1, request=Message(headers, body))


def test_a_shell_sends_what_was_sent_with_the_secrets_that_are_filled_in(tmp_path: Path) -> None:
    exchange = replace(
        story.callback(10, 40),
        number=3,
        url="http://127.0.0.1:3000/cb?code=#c0de01&state=#57a7e1&x=%20",
        fingerprints={"code": "#c0de01", "state": "#57a7e1"},
        request=Message({"Authorization": "Bearer #abc123", "Host": "h", "Content-Length": "9", "Accept": "a/b"}, ""),
    )
    filled = {"code_c0de01": "C O", "state_57a7e1": "S", "token_abc123": "T"}
    (call,) = ran(curl_chain([exchange]), tmp_path, filled=filled)

    assert call == [
        *("-i", "-g", "-H", "Authorization: Bearer T", "-H", "Accept: a/b"),
        "http://127.0.0.1:3000/cb?code=C O&state=S&x=%20",
    ]


def test_curl_itself_sends_brackets_and_braces_of_an_address_as_they_are(tmp_path: Path) -> None:
    if (curl := shutil.which("curl")) is None:
        pytest.skip("there is no curl")
    url = "http://127.0.0.1:3000/leads?filter[id][0]=1&with={a,b}"
    (call,) = ran(curl_chain([replace(posted(""), url=url)]), tmp_path)
    # An address that nobody serves: whether it is understood shows before anything is sent.
    told = subprocess.run([curl, *call, "--proto", "-all"], check=False, capture_output=True, text=True, timeout=20)

    assert "disabled" in told.stderr


def test_what_amocrm_is_asked_goes_to_the_fake_and_never_to_the_real_service(tmp_path: Path) -> None:
    consent = replace(
        story.request("consent", 1, 2, caller="browser", callee="amocrm"), number=1, url="http://www.amocrm.ru/oauth"
    )
    (call,) = ran(curl_chain([consent]), tmp_path)

    assert call[:4] == ["-i", "-g", "-x", "http://127.0.0.1:8080"]


def test_what_the_backend_asks_by_itself_is_a_comment(tmp_path: Path) -> None:
    chain = curl_chain([replace(story.token(1, 2), number=4)])

    assert ran(chain, tmp_path) == []
    assert "# №4 backend → amocrm token → 200" in chain


def test_a_request_whose_body_was_shortened_is_a_comment_and_never_sent_by_half(tmp_path: Path) -> None:
    chain = curl_chain([posted(shortened("x" * (BODY_LIMIT + 7))), posted(shortened("y" * 9))])

    assert [call[call.index("--data-raw") + 1] for call in ran(chain, tmp_path)] == ["y" * 9]
    assert "its body was too long to be kept" in chain


def test_two_hosts_of_the_backend_are_two_variables(tmp_path: Path) -> None:
    two = [replace(posted(""), url=f"http://127.0.0.1:{port}/x") for port in (1, 2)]
    calls = ran(curl_chain(two), tmp_path)

    assert [call[-1] for call in calls] == ["http://127.0.0.1:1/x", "http://127.0.0.1:2/x"]


@pytest.mark.parametrize(
    "hostile",
    [
        "'; touch pwned; '",
        "$(touch pwned)`touch pwned`",
        "\ntouch pwned\n",
        '"; touch pwned #',
        "it's #abcdef & | > pwned",
        "-o pwned",
        "@/etc/passwd",
        "\\",
        "!! $HOME ${IFS}",
        "👩\u200d👧 \u202e абв",
    ],
)
def test_nothing_that_was_sent_means_anything_to_a_shell(tmp_path: Path, hostile: str) -> None:
    exchange = replace(
        posted(hostile, **{"X-Name": hostile.replace("\n", " ")}),
        url=f"http://127.0.0.1:3000/x?{hostile}",
        role=hostile,
        method="POST",
    )
    (call,) = ran(curl_chain([exchange]), tmp_path)

    assert call[call.index("--data-raw") + 1] == hostile
    assert call[-1] == f"http://127.0.0.1:3000/x?{hostile}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["curl", "sent"]


def test_nothing_happened_is_no_chain() -> None:
    assert curl_chain([]) == ""


def test_the_command_line_holds_the_switches_and_a_quoted_place() -> None:
    result = run_results.scenario(place="features/it's mine.feature:3")
    result.switches = "--bug x"

    assert command(result) == "amocrm-e2e run --bug x 'features/it'\"'\"'s mine.feature:3'"
