"""No secret leaves the process: not in the run's folder, which people publish, nor on the screen, nor in a report."""

import io
import json
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from format_readers import everything
from project_folder import Finished, Project

CLIENT_SECRET = "Pl4nted-cl1ent-s3cret"
DATABASE_PASSWORD = "Pl4nted-pa55word"
COOKIE = "Pl4nted-c00kie-value"
# The reference backend, which writes down every secret that it gets or gives.
SPY = """\
import json, os, re, sys, flask, requests

PASSWORDS = []  # of the app's users; this backend tells amoCRM the last one, where amoCRM knows of no secret

def keep(*texts):
    with open(os.environ["SPY_FILE"], "a", encoding="utf-8") as file:
        file.write("".join(json.dumps(text) + "\\n" for text in texts))

dispatch, send = flask.Flask.full_dispatch_request, requests.Session.send

def spied_dispatch(app):
    answer = dispatch(app)
    answer.set_cookie("visitor", "Pl4nted-c00kie-value")
    answer.headers["X-Debug"] = os.environ["DATABASE_PASSWORD"]  # as a page of an exception shows it
    PASSWORDS.extend(re.findall(r'"password": ?("[^"]+")', flask.request.get_data(as_text=True)))
    keep(flask.request.full_path, flask.request.get_data(as_text=True), answer.get_data(as_text=True))
    return answer

def spied_send(session, request, **options):
    if PASSWORDS:
        password = json.loads(PASSWORDS[-1])
        request.headers["X-Note"] = requests.utils.quote(password)
        keep(f"told={password}")
    answer = send(session, request, **options)
    keep(str(request.body), answer.text)
    return answer

flask.Flask.full_dispatch_request, requests.Session.send = spied_dispatch, spied_send
print("configured with", os.environ["AMO_CLIENT_SECRET"], os.environ["DATABASE_PASSWORD"], flush=True)
from reference_backend.cli import main
sys.exit(main())
"""
# What is typed into amoCRM's own form and what amoCRM's cookies hold, the backend never sees.
BESIDE_THE_BROWSER = """\
import json, os
from harness.adapters.chromium import ChromiumBrowser

def keep(text):
    with open(os.environ["SPY_FILE"], "a", encoding="utf-8") as file:
        file.write(json.dumps(text) + "\\n")

sign_in, allow = ChromiumBrowser.sign_in, ChromiumBrowser.allow

def spied_sign_in(browser, *, email, password):
    keep(f"typed={password}")
    return sign_in(browser, email=email, password=password)

def spied_allow(browser, **options):
    for cookie in browser._context.cookies():
        keep(f"cookie={cookie['value']}")
    return allow(browser, **options)

ChromiumBrowser.sign_in, ChromiumBrowser.allow = spied_sign_in, spied_allow
"""
# Whoever copies a command into a sentence, a table or a docstring.
SAID = f"""\
Feature: Said
  Scenario: A secret in a sentence
    Given Ann has an amoCRM account with the leads:
      | name            | price |
      | {CLIENT_SECRET} |     1 |
    And expected: amoCRM answers the backend 500 to "/x/{CLIENT_SECRET}"
    And Ann signs in to the app
"""
OURS = {"spied.txt", "spy.py", "conftest.py", "harness.toml", "said.feature"}
KINDS = ("code", "state", "access_token", "refresh_token", "token", "refreshToken", "password", "client_secret")


@pytest.fixture
def spied(journey: Project) -> Project:
    journey.write("spy.py", SPY)
    journey.environment["SPY_FILE"] = str(journey.root / "spied.txt")
    journey.settings(
        "[backend]",
        'command = ["{python}", "spy.py", "--port", "{port}"]',
        'bug_option = "--bug"',
        f'client_secret = "{CLIENT_SECRET}"',
        "[backend.env]",
        'AMO_CLIENT_ID = "{client_id}"',
        'AMO_CLIENT_SECRET = "{client_secret}"',
        'AMO_REDIRECT_URI = "{redirect_uri}"',
        'AMO_SCHEME = "http"',
        'AMO_AUTHORIZE_URL = "http://www.amocrm.ru/oauth"',
        'DATABASE_URL = "{database_url}"',
        f'DATABASE_PASSWORD = "{DATABASE_PASSWORD}"',
    )
    return journey


def secrets_of(project: Project, *, kinds: tuple[str, ...] = KINDS, length: int = 16) -> dict[str, set[str]]:
    """What the spies have really seen, by kind; only what is long enough to be a secret."""
    texts = (project.root / "spied.txt").read_text(encoding="utf-8").splitlines()
    seen = "\n".join(json.loads(text) for text in texts)
    return {
        kind: {
            value for value in re.findall(rf"""\b{kind}(?:"\s*:\s*"|=)([^"&\s<>'\\;]+)""", seen) if len(value) >= length
        }
        for kind in kinds
    }


def holds_none_of(project: Project, done: Finished, secrets: dict[str, set[str]]) -> None:
    left = {"the screen": done.said.encode(), **dict(everything_in(project))}
    assert any("events-main.ndjson" in place for place in left)
    assert any(".html, unfolded" in place for place in left)
    found = [
        f"{place} holds a {kind}"
        for place, content in left.items()
        for kind, values in secrets.items()
        if any(value.encode() in content for value in values)
    ]
    assert found == []


def everything_in(project: Project) -> Iterator[tuple[str, bytes]]:
    """All that a run has left in a project's folder, and what is in its archives."""
    for file in project.root.rglob("*"):
        if not file.is_file() or file.name in OURS or "__pycache__" in file.parts:
            continue
        content = file.read_bytes()
        yield str(file), content
        if file.suffix == ".html" and (blocks := re.findall(rb'id="block-\d+">([^<]*)<', content)):
            yield f"{file}, unfolded", b"".join(zlib.decompress(b64decode(each)) for each in blocks)
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(file) as archive:
                yield from ((f"{file}!{name}", archive.read(name)) for name in archive.namelist())


def test_no_report_and_no_trace_of_a_red_run_in_chromium_holds_a_secret(spied: Project) -> None:
    spied.write("conftest.py", BESIDE_THE_BROWSER)
    spied.environment["GITHUB_STEP_SUMMARY"] = str(spied.root / "step.md")
    feature = "features/connect/deep_link_en.feature"
    done = spied.run(feature, "--browser", "chromium", "--trace", "--bug", "seed", *everything(Path("out")))
    assert done.code == 1, done.said
    secrets = secrets_of(spied) | secrets_of(spied, kinds=("typed", "cookie"), length=8)
    for kind in (*KINDS, "typed", "cookie"):
        assert secrets[kind], f"the spies have seen no {kind}"
    secrets |= {"planted cookie": {COOKIE}, "planted password": {DATABASE_PASSWORD}}
    holds_none_of(spied, done, secrets)
    assert any(".zip!trace.network" in place for place, _ in everything_in(spied))


@pytest.mark.parametrize("bug", ["seed", None], ids=["a red run", "a green run"])
def test_nothing_that_a_run_leaves_holds_a_secret(spied: Project, bug: str | None) -> None:
    if bug:
        spied.write("features/said.feature", SAID)
    chosen = ("--bug", bug) if bug else ()
    done = spied.run("--browser", "form", "--junit", "report.xml", "--html", "report.html", *chosen)
    assert done.code == (1 if bug else 0), done.said
    secrets = secrets_of(spied)
    for kind in ("code", "state", "access_token", "refresh_token", "token", "password", "client_secret"):
        assert len(secrets[kind]) >= 1, f"the spy has seen no {kind}"
    assert secrets["client_secret"] == {CLIENT_SECRET}
    assert len(secrets["code"]) == 3
    secrets |= secrets_of(spied, kinds=("told",))
    assert secrets["told"]
    secrets["told, as it is sent"] = {quote(password) for password in secrets["told"]}
    holds_none_of(spied, done, secrets | {"planted password": {DATABASE_PASSWORD}})


def test_the_last_words_of_a_backend_hide_what_the_settings_have_planted(spied: Project) -> None:
    spied.write("spy.py", SPY.replace("sys.exit(main())", "sys.exit('no luck')"))
    done = spied.run()
    assert done.code == 2
    assert "configured with •••" in done.err
    assert "no luck" in done.err
    assert CLIENT_SECRET not in done.said
    assert DATABASE_PASSWORD not in done.said
