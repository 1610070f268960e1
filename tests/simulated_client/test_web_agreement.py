"""What the web phone's modules make of a value is what the headless phone's make of it: both are asked the same."""

import dataclasses
import json
import random
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from simulated_client.answers import read_path
from simulated_client.api_shape import SEED_API, Call
from simulated_client.clock import VirtualClock
from simulated_client.crm_screens import price_text
from simulated_client.deep_link import CallbackLink, Connected, Exchange, judge, judge_like_the_old_app, read_link
from simulated_client.leads import as_number
from simulated_client.messages import APP
from simulated_client.session import Session
from simulated_client.web import sources
from tests.prerequisites import node, node_modules

WEB = node_modules("web")
ANSWER = """
import {readFileSync} from "node:fs";
import {answers} from "./built/agreement.js";
process.stdout.write(JSON.stringify(await answers(JSON.parse(readFileSync("questions.json", "utf8")))));
"""
CHANCE = random.Random(20)

pytestmark = pytest.mark.skipif(
    not (WEB / ".package-lock.json").is_file(),
    reason="needs npm packages; `python tests/prerequisites.py web` gets them",
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Questions to the TypeScript modules: checked strictly and built once, in a folder where Node finds packages."""
    folder = WEB.parent / tmp_path_factory.mktemp("agreement").name
    shutil.rmtree(folder, ignore_errors=True)
    try:
        for path in sources.files():
            target = folder / path.relative_to(sources.SOURCES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        shutil.copy(Path(__file__).with_name("agreement.ts"), folder / "src")
        run(folder, WEB / "typescript/bin/tsc")
        run(folder, WEB / "vite/bin/vite.js", "build", "--ssr=src/agreement.ts", "--outDir=built", "--logLevel=error")

        def asked(*questions):
            (folder / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
            return json.loads(run(folder, "--input-type=module", "-e", ANSWER))

        yield asked
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(folder, *arguments):
    done = subprocess.run(
        [node(), *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


LINKS = [
    "foryoure://amo-crm/callback?success=true",
    "foryoure://amo-crm/callback?success=true&state=a%2Bb",
    "FORYOURE://AMO-CRM/callback/?success=True",
    " foryoure://amo-crm/callback//?code=abc&code=def#code=x",
    "foryoure://amo-crm/callback?error=access%20denied+now&success=true",
    "foryoure://amo-crm/callback?error=&code=",
    "foryoure://amo-crm/callback?error=&error=",
    "foryoure://amo-crm/callback?code=%D0%9A%D0&success",
    "foryoure://amo-crm/callback?&&=x&code==&co%64e=%zz",
    "foryoure://amo-crm/callback?error=%EF%BB%BFx\n",
    "foryoure:amo-crm/callback?success=true",
    "foryoure:///amo-crm/callback?success=true",
    "foryoure://amo-crm?success=true",
    "foryoure://[amo-crm/callback",
    "foryoure://amo\uff0fcrm/callback",
    "foryouapp://amo-crm/callback?success=true",
    "https://backend.example/amo-crm/callback?success=true",
    "amo-crm/callback",
    "1foryoure://amo-crm/callback",
    "\tfor\nyoure://amo-crm/callback?success=true",
    "",
]


def changed(link):
    """The same with one sign more, less, or another."""
    at = CHANCE.randrange(len(link) + 1)
    return link[:at] + CHANCE.choice("?&=#/:%+.-aA 0\tй") + link[at + CHANCE.randrange(2) :]


def verdict(found):
    if isinstance(found, Connected):
        return {"is": "connected"}
    if isinstance(found, Exchange):
        return {"is": "exchange", "code": found.code}
    return {"is": "not connected", "reason": found.reason, "missingCode": found.missing_code}


def link_by_python(url, scheme):
    link = read_link(url, scheme=scheme)
    told = {"link": json.loads(json.dumps(dataclasses.asdict(link)))}
    if isinstance(link, CallbackLink):
        told |= {"now": verdict(judge(link)), "then": verdict(judge_like_the_old_app(link))}
    return told


def test_deep_links_are_read_and_judged_alike(ask):
    links = LINKS + [changed(changed(CHANCE.choice(LINKS))) for _ in range(600)]
    asked = [("link", link, "foryoure") for link in links] + [("link", link, "FourYou") for link in LINKS]
    differ = [
        (link, ours, theirs)
        for (_, link, scheme), theirs in zip(asked, ask(*asked), strict=True)
        if (ours := link_by_python(link, scheme)) != theirs
    ]
    assert differ == []


def test_likeness_is_that_of_difflib(ask):
    def word():
        return "".join(CHANCE.choice("abcй👍") for _ in range(CHANCE.randrange(9)))

    pairs = [(word(), word()) for _ in range(300)]
    expected = [SequenceMatcher(None, one, other).ratio() for one, other in pairs]
    assert ask(*(("likeness", *pair) for pair in pairs)) == pytest.approx(expected)


def test_prices_are_written_alike(ask):
    prices = [
        0,
        1,
        1000,
        1e6,
        1234567.891,
        0.0625,
        0.1875,
        0.0005,
        2.675,
        -1.5,
        -1234.0625,
        1e15,
        1e21,
        12345678901234567890,
    ]
    prices += [CHANCE.uniform(-1e7, 1e7) for _ in range(200)] + [CHANCE.randrange(10**6) / 2000 for _ in range(200)]
    written = [APP["leads.price"].format(price=text) for text in ask(*(("grouped", price) for price in prices))]
    assert written == [price_text(price) for price in prices]


def test_numbers_are_read_alike(ask):
    values = [
        0,
        1,
        -2.5,
        None,
        True,
        False,
        [],
        {},
        "",
        " ",
        "12",
        " 12 ",
        "+5",
        "-5",
        "1_000",
        "_1",
        "1__0",
        "1e5",
        "1.5e3",
    ]
    values += ["1.", ".5", ".", "-.5E-2", "1_0.2_5", "0x10", "12 грн", "nan", "inf", "1,5", "007", "1.5.2", "\n7.25\t"]
    assert ask(*(("number", value) for value in values)) == [as_number(value) for value in values]


def test_case_is_folded_alike(ask):
    letters = [chr(code) for code in range(0x20, 0x2C00) if chr(code).isprintable()]
    differ = [
        letter
        for letter, theirs in zip(letters, ask(*(("folded", one) for one in letters)), strict=True)
        if letter.casefold() != theirs
    ]
    # Cherokee's capitals, of which Unicode folds the small ones into the large.
    assert [letter for letter in differ if not 0x13A0 <= ord(letter) <= 0x13FF] == []


def test_strings_are_quoted_alike(ask):
    texts = ["data", "it's", 'a "b"', "both ' and \"", "back\\slash", "[?field_code=='PHONE'].values[0]", "a\nb"]
    assert ask(*(("quoted", text) for text in texts)) == [repr(text) for text in texts]


def test_requests_are_filled_in_alike(ask):
    odd = "ключ/?&=+ !'()*~.-_%\u202e👍\"\\"
    values = {"email": odd, "password": odd, "refresh_token": None, "page": 3, "status": None, "stage_id": 142}
    values |= {"pipeline_id": odd, "id": odd, "amo_id": 17, "code": odd}
    calls = [call for part in dataclasses.fields(SEED_API) if (call := getattr(SEED_API, part.name)) is not None]
    calls += [
        Call("GET", "/a/{status}?b={page}&c={status}"),
        Call("GET", "/a?b={status}"),
        Call("POST", "/a", body={"list": ["{page}", "x{page}y{status}", {"deep": "{status}"}], "n": 1.5, "no": None}),
    ]
    asked = [("path", dataclasses.asdict(call), values) for call in calls]
    assert ask(*asked) == [call.filled_path(values) for call in calls]
    asked = [("body", dataclasses.asdict(call), values) for call in calls]
    assert ask(*asked) == [json.loads(call.filled_body(values) or b"null") for call in calls]


def test_answers_are_read_alike(ask):
    field = {"field_code": "PHONE", "values": [{"value": "+380"}, {"value": "2"}]}
    documents = [
        {"data": {"token": "", "accessToken": "t", "user": {"id": 7}, "url": "https://a"}},
        {
            "data": {
                "lead": {"name": "Лід", "price": 0},
                "contacts": [{"custom_fields_values": [{"values": []}, field]}],
            }
        },
        {"data": {"lead": None, "contacts": [{"custom_fields_values": None}]}, "accessToken": "top"},
        {"data": [{"id": 1, "name": "Воронка", "stages": [{"id": 2}]}], "totalPages": 2},
        {"data": "text"},
        [],
        [1],
        "text",
        5,
        None,
    ]
    paths = {path for part in dataclasses.fields(SEED_API) for path in getattr(SEED_API, part.name).read.values()}
    asked = [(path, document) for path in sorted(paths) for document in documents]
    assert len(asked) > 150
    assert ask(*(("read", *each) for each in asked)) == [read_path(*each) for each in asked]


def test_the_secure_storage_keeps_the_same(ask):
    steps = [
        ["open", "a.b.Csig", None, 7], ["renew", "d.e.Asig", None], ["renew", "d.e.Asig", "r.s.Zsig"],
        ["spoil", True], ["spoil", False], ["close"], ["spoil", False], ["open", "t", "", "who"],
    ]  # fmt: skip
    session, kept = Session(), []
    for name, *values in steps:
        named = {"open": ("token", "refresh_token", "user_id"), "renew": ("token", "refresh_token")}
        named |= {"spoil": ("renewable",), "close": ()}
        getattr(session, name)(**dict(zip(named[name], values, strict=True)))
        kept.append([session.token, session.refresh_token, session.user_id, session.signed_in])
    assert ask(("session", steps)) == [kept]


def timers(deep=2):
    return [
        [CHANCE.choice([0, 0, 0.5, 1, 2, 5]), CHANCE.random() < 0.7, timers(deep - 1) if deep else []]
        for _ in range(CHANCE.randrange(4))
    ]


def clock_by_python(scripts, settles):
    clock, log = VirtualClock(), []

    def set_timer(script, name):
        def action():
            log.append([name, clock.now])
            for index, each in enumerate(script[2]):
                set_timer(each, f"{name}.{index}")

        clock.call_later(script[0], action, keeps_busy=script[1])

    for index, script in enumerate(scripts):
        set_timer(script, str(index))
    for seconds in settles:
        clock.settle(seconds)
        log.append(["settled", clock.now])
    return log


def test_time_passes_alike(ask):
    asked = [("clock", timers(), [CHANCE.choice([0, 0.5, 3, 30]) for _ in range(3)]) for _ in range(200)]
    assert sum(len(scripts) for _, scripts, _ in asked) > 200
    assert ask(*asked) == [clock_by_python(scripts, settles) for _, scripts, settles in asked]
