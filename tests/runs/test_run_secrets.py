"""No secret leaves the process: not in the run's folder, which people publish, nor on the screen, nor in a report."""

import json
import re
import zlib
from base64 import b64decode

import pytest
from project_folder import Finished, Project

CLIENT_SECRET = "Pl4nted-cl1ent-s3cret"
DATABASE_PASSWORD = "Pl4nted-pa55word"
# The reference backend, which writes down every secret that it gets or gives.
SPY = """\
import json, os, sys, flask, requests

def keep(*texts):
    with open(os.environ["SPY_FILE"], "a", encoding="utf-8") as file:
        file.write("".join(json.dumps(text) + "\\n" for text in texts))

dispatch, send = flask.Flask.full_dispatch_request, requests.Session.send

def spied_dispatch(app):
    answer = dispatch(app)
    keep(flask.request.full_path, flask.request.get_data(as_text=True), answer.get_data(as_text=True))
    return answer

def spied_send(session, request, **options):
    answer = send(session, request, **options)
    keep(str(request.body), answer.text)
    return answer

flask.Flask.full_dispatch_request, requests.Session.send = spied_dispatch, spied_send
print("configured with", os.environ["AMO_CLIENT_SECRET"], os.environ["DATABASE_PASSWORD"], flush=True)
from reference_backend.cli import main
sys.exit(main())
"""
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


def secrets_of(project: Project) -> dict[str, set[str]]:
    """What the backend has really seen, by kind; only what is long enough to be a secret."""
    texts = (project.root / "spied.txt").read_text(encoding="utf-8").splitlines()
    seen = "\n".join(json.loads(text) for text in texts)
    return {
        kind: {value for value in re.findall(rf"""\b{kind}(?:"\s*:\s*"|=)([^"&\s<>'\\;]+)""", seen) if len(value) >= 16}
        for kind in KINDS
    }


def holds_none_of(project: Project, done: Finished, secrets: dict[str, set[str]]) -> None:
    assert done.folder is not None
    places = {"the screen": done.said.encode(), "the report": (project.root / "report.xml").read_bytes()}
    page = (project.root / "report.html").read_text(encoding="utf-8")
    blocks = re.findall(r'id="block-\d+">([^<]*)<', page)
    assert blocks
    places |= {"the page": page.encode(), "its details": b"".join(zlib.decompress(b64decode(each)) for each in blocks)}
    places |= {str(file): file.read_bytes() for file in done.folder.rglob("*") if file.is_file()}
    for place, content in places.items():
        for kind, values in secrets.items():
            for value in values:
                assert value.encode() not in content, f"{place} holds a {kind}"


@pytest.mark.parametrize("bug", ["seed", None], ids=["a red run", "a green run"])
def test_nothing_that_a_run_leaves_holds_a_secret(spied: Project, bug: str | None) -> None:
    chosen = ("--bug", bug) if bug else ()
    done = spied.run("--browser", "form", "--junit", "report.xml", "--html", "report.html", *chosen)
    assert done.code == (1 if bug else 0), done.said
    secrets = secrets_of(spied)
    for kind in ("code", "state", "access_token", "refresh_token", "token", "password", "client_secret"):
        assert len(secrets[kind]) >= 1, f"the spy has seen no {kind}"
    assert secrets["client_secret"] == {CLIENT_SECRET}
    assert len(secrets["code"]) == 3
    holds_none_of(spied, done, secrets | {"planted password": {DATABASE_PASSWORD}})


def test_the_last_words_of_a_backend_hide_what_the_settings_have_planted(spied: Project) -> None:
    spied.write("spy.py", SPY.replace("sys.exit(main())", "sys.exit('no luck')"))
    done = spied.run()
    assert done.code == 2
    assert "configured with •••" in done.err
    assert "no luck" in done.err
    assert CLIENT_SECRET not in done.said
