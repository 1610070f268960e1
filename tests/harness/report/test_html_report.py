"""The HTML report before any script runs, and what it holds of each scenario."""

import base64
import json
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
import story
from run_results import scenario
from told_runs import TINY_PNG, passing, redeemed_twice, with_picture, written

from harness.events.model import Event, FileUnreadable, OnWire
from harness.events.results import RunResult, read_run
from harness.report.html import html
from harness.report.html.blocks import packed
from harness.report.html.details import MOST_ENTRIES
from harness.report.html.messages import MESSAGES

HOSTILE = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \"' & \u202eзворот 👩"


def held(text: str) -> list[dict[str, object]]:
    """What the page's script unpacks, scenario by scenario."""
    found: list[dict[str, object]] = []
    for block in re.findall(r'id="block-\d+">([^<]*)<', text):
        packed_up = json.loads(zlib.decompress(base64.b64decode(block)))
        for entry in (entry for told in packed_up["scenarios"] for step in told["steps"] for entry in step["entries"]):
            for side in {"sent", "got"} & set(entry):
                entry[side]["body"] = packed_up["texts"][entry[side]["body"]]
                entry[side]["headers"] = [packed_up["texts"][number] for number in entry[side]["headers"]]
        found += packed_up["scenarios"]
    return found


def verdicts(text: str) -> dict[str, str]:
    rows = re.findall(r'data-status="(\w+)" data-number="\d+".*?<bdi class="name"[^>]*>(.*?)</bdi>', text)
    return {name: status for status, name in rows}


def test_every_scenario_has_a_line_with_its_status_and_a_cause(tmp_path: Path) -> None:
    text = html(
        written(tmp_path, redeemed_twice(), passing(id_="b", name="Connected", place="features/b.feature:3")),
    )

    assert verdicts(text) == {"Код обмінюється раз": "failed", "Connected": "passed"}
    assert '<span class="cause" lang="uk"><bdi>Код обміняно двічі</bdi>' in text
    assert "Шлях зламано" in text


def test_failures_without_a_known_cause_are_told_apart_above_all_scenarios() -> None:
    seen = ["Олена не бачить ліда «Дім»", "Олена не бачить ліда «Гараж»", "Олена не бачить ліда «Дім»"]
    run = RunResult([scenario(place=f"features/a.feature:{n}", error=told) for n, told in enumerate(seen)])
    above = html(run).partition("<main")[0]

    listed = re.findall(r"<li>([^<]*)<b lang=\"uk\"><bdi>(.*?)</bdi></b>(.*?)</li>", above)
    assert [(unknown, told) for unknown, told, _ in listed] == [
        ("Без відомої причини: ", seen[0]),
        ("Без відомої причини: ", seen[1]),
    ]
    assert re.findall(r'href="#s(\d)"', listed[0][2]) == ["0", "2"]


def test_a_line_tells_of_a_browser_and_a_phone_that_are_not_the_usual_ones(tmp_path: Path) -> None:
    run = written(tmp_path, redeemed_twice())
    usual = html(run)
    run.scenarios[0].browser, run.scenarios[0].client = "chromium", "web"

    assert "chromium, web</span>" in html(run)
    assert "chromium" not in usual.partition("<main")[2]


def test_it_is_one_file_that_loads_nothing(tmp_path: Path) -> None:
    text = html(written(tmp_path, with_picture(tmp_path, redeemed_twice())))

    assert "default-src 'none'" in text
    assert not re.search(r'(src|href)="(?!data:|#)|<(iframe|object)\b|url\(|@import', text.split("<script>")[0])


def test_details_have_the_exchanges_under_their_steps_and_where_it_diverges(tmp_path: Path) -> None:
    (told,) = held(html(written(tmp_path, redeemed_twice())))
    steps = told["steps"]
    assert isinstance(steps, list)

    assert [[each.get("number") for each in step["entries"]] for step in steps] == [[1, 2], [None, 3, 4]]
    assert (told["evidence"], told["turn"]) == ([1, 2, 3, 4], 4)
    assert told["command"] == "amocrm-e2e run --bug seed features/a.feature:3"
    assert "curl -i" in str(told["curl"])
    assert steps[1]["table"] == [["назва", "сума"], ["Дім", "1"]]


def test_a_picture_is_in_the_page_once(tmp_path: Path) -> None:
    first, second = redeemed_twice(), redeemed_twice(id_="b", place="features/a.feature:9")
    text = html(written(tmp_path, with_picture(tmp_path, first), with_picture(tmp_path, second)))

    assert text.count(base64.b64encode(TINY_PNG).decode()) == 1


def test_a_picture_that_is_gone_is_named(tmp_path: Path) -> None:
    run = written(tmp_path, with_picture(tmp_path, redeemed_twice()))
    (picture,) = run.scenarios[0].attachments
    picture.path.unlink()
    (told,) = held(html(run))

    assert 'id="picture-' not in html(run)
    assert str(picture.path) in json.dumps(told["steps"])


def test_another_file_than_the_picture_that_was_taken_stays_outside(tmp_path: Path) -> None:
    run = written(tmp_path, with_picture(tmp_path, redeemed_twice()))
    (picture,) = run.scenarios[0].attachments
    picture.path.write_bytes(b"something private")

    assert base64.b64encode(b"something private").decode() not in html(run)


@pytest.mark.parametrize("lang", MESSAGES)
def test_the_page_speaks_the_language_that_is_asked_for_and_a_diagnosis_its_own(tmp_path: Path, lang: str) -> None:
    run = written(tmp_path, redeemed_twice())
    run.told_in = lang
    text = html(run)

    assert f'<html lang="{lang}">' in text
    assert MESSAGES[lang]["title"] in text
    assert '<span class="cause" lang="uk">' in text


def test_languages_have_the_same_words() -> None:
    assert len({frozenset(words) for words in MESSAGES.values()}) == 1


def test_whatever_somebody_wrote_is_text(tmp_path: Path) -> None:
    events: Sequence[Event] = redeemed_twice(name=HOSTILE, place=f"features/{HOSTILE}.feature:3")
    run = written(tmp_path, [*events, FileUnreadable(HOSTILE, HOSTILE)])
    text = html(run)

    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;/script&gt;" in text


def test_a_killed_run_is_told_with_the_step_that_was_under_way(tmp_path: Path) -> None:
    written(tmp_path, redeemed_twice())
    file = tmp_path / "events-main.ndjson"
    whole = file.read_bytes()
    for cut in range(0, len(whole), 97):
        file.write_bytes(whole[:cut])
        run = read_run([file])
        assert verdicts(html(run)).get("Код обмінюється раз") in (None, "not_ended", "not_run")


def test_scenarios_of_two_processes_are_those_of_one(tmp_path: Path) -> None:
    scenarios = [
        redeemed_twice(),
        *(passing(id_=str(n), name=f"S{n}", place=f"features/b.feature:{n}") for n in range(5)),
    ]
    alone = written(tmp_path / "one", *scenarios)
    written(tmp_path / "two", *scenarios[:3], worker="gw0")
    written(tmp_path / "two", *scenarios[3:], worker="gw1")
    together = read_run(sorted((tmp_path / "two").glob("*.ndjson")))

    assert verdicts(html(together)) == verdicts(html(alone))
    assert held(html(together)) == held(html(alone))


def large(folder: Path) -> RunResult:
    body = json.dumps({"data": "".join(chr(65 + (n * n) % 57) for n in range(3_000))})
    passed = [passing(id_=str(n), name=f"S{n}", place=f"features/b.feature:{n}", body=body + str(n)) for n in range(30)]
    return written(folder, redeemed_twice(), *passed)


def bodies(told: dict[str, object]) -> list[tuple[int, int]]:
    steps = told["steps"]
    assert isinstance(steps, list)
    entries = [entry for step in steps for entry in step["entries"] if entry["kind"] == "exchange"]
    return [(len(entry["got"]["body"]), entry["got"]["of"]) for entry in entries]


def test_bodies_are_cut_where_they_do_not_fit_and_say_so_those_of_a_failure_last(tmp_path: Path) -> None:
    run = large(tmp_path)
    enough, scarce = held(html(run)), held(html(run, budget=3_000))

    assert all(shown == whole for told in enough for shown, whole in bodies(told))
    assert all(shown == whole for shown, whole in bodies(scarce[0]))
    assert all(shown < whole for told in scarce[1:] for shown, whole in bodies(told))


def test_a_scenario_of_thousands_of_requests_is_cut_and_says_so(tmp_path: Path) -> None:
    many = [OnWire(story.request("status", at, at + 1)) for at in range(10, 10 + MOST_ENTRIES + 7)]
    first, *_, step, last = passing(id_="b", name="Polls", place="features/b.feature:3")
    (told,) = held(html(written(tmp_path, [first, *many, step, last])))

    assert told["cut"] == 7
    assert len(bodies(told)) == MOST_ENTRIES


def test_what_is_packed_is_complete_whatever_the_budget(tmp_path: Path) -> None:
    assert len(held("".join(f'id="block-0">{block}<' for block in packed(large(tmp_path).scenarios, budget=0)))) == 31


@pytest.mark.parametrize(("verdict", "told"), [("failed", True), ("not_run", False), ("not_ended", False)])
def test_only_what_has_ended_took_a_time(verdict: str, told: bool) -> None:
    assert ("1.50&nbsp;" in html(RunResult(scenarios=[scenario(verdict=verdict)]))) is told
