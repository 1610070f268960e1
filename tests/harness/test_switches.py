"""What a report's “Repeat” line says besides the place, so that a scenario is played again as it was played."""

import argparse
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.adapters.chromium_watched import Watched
from harness.commands import run
from harness.report.formats import FORMATS
from harness.run.options import SWITCHES, Options
from harness.settings import BrowserSettings, ClientSettings, Settings

PLAIN = Options(
    settings=Settings(), profile=None, bugs=(), folder=Path("runs/1"), worker="main", client="headless", browser="auto"
)
IN_CHROMIUM = replace(PLAIN, settings=Settings(browser=BrowserSettings(kind="chromium")))
ON_THE_WEB = replace(PLAIN, settings=Settings(client=ClientSettings(kind="web")), client="web")
LEFT_OUT = {
    "--headed": "shows what happens; that it is Chromium is told by --browser",
    "--trace": "keeps what happened",
    "--repeat": "how often, not how",
    "--watch": "when, not how",
    "--lang": "what is told of it",
    "--help": "",
} | {each.option: "what is told of it" for each in FORMATS}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser()
    run.add(made.add_subparsers())
    return made


def test_every_option_of_run_is_told_or_left_out_for_a_reason() -> None:
    subparsers = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    options = {action.option_strings[-1] for action in subparsers.choices["run"]._actions}

    assert options == SWITCHES.keys() | LEFT_OUT.keys()
    assert SWITCHES.keys().isdisjoint(LEFT_OUT)


@pytest.mark.parametrize(
    ("played", "tags", "told"),
    [
        (PLAIN, (), ""),
        (PLAIN, ("browser",), ""),
        (replace(PLAIN, bugs=("seed", "x")), (), "--bug seed --bug x"),
        (replace(PLAIN, client="web"), (), "--client web"),
        (ON_THE_WEB, (), ""),
        (replace(ON_THE_WEB, client="headless"), (), "--client headless"),
        (replace(PLAIN, browser="form"), (), ""),
        (replace(PLAIN, browser="form"), ("browser",), "--browser form"),
        (replace(PLAIN, browser="chromium"), ("browser",), ""),
        (replace(PLAIN, browser="chromium", watched=Watched(headed=True)), (), "--browser chromium"),
        (replace(IN_CHROMIUM, browser="chromium"), (), ""),
        (replace(IN_CHROMIUM, browser="auto"), (), "--browser form"),
        (replace(PLAIN, watched=Watched(slow_mo=250)), (), ""),
        (replace(PLAIN, watched=Watched(slow_mo=250)), ("browser",), "--slow-mo 250"),
        (replace(PLAIN, client="web", watched=Watched(slow_mo=250)), (), "--client web --slow-mo 250"),
        (replace(PLAIN, profile="amocrm"), (), "--profile amocrm"),
        (replace(PLAIN, settings=Settings(path=Path.cwd() / "harness.toml")), (), ""),
        (
            replace(PLAIN, settings=Settings(path=Path.cwd() / "my own/harness.toml")),
            (),
            "--settings 'my own/harness.toml'",
        ),
        (
            replace(PLAIN, settings=Settings(path=Path("/elsewhere/harness.toml"))),
            (),
            "--settings /elsewhere/harness.toml",
        ),
    ],
)
def test_what_the_settings_and_tags_do_not_say_is_told(played: Options, tags: tuple[str, ...], told: str) -> None:
    assert played.switches_for(tags) == told


def test_run_understands_all_of_it() -> None:
    everything: dict[str, Any] = {
        "bugs": ("seed",),
        "client": "web",
        "browser": "chromium",
        "watched": Watched(slow_mo=9),
        "profile": "amocrm",
        "settings": Settings(path=Path("/x y.toml")),
    }
    words = shlex.split(replace(PLAIN, **everything).switches_for(()))
    given, rest = parser().parse_known_args(["run", *words])

    assert {word for word in words if word.startswith("--")} == SWITCHES.keys()
    assert rest == []
    assert (given.bug, given.client, given.browser) == (["seed"], "web", "chromium")
    assert (given.slow_mo, given.profile, given.settings) == ("9", "amocrm", "/x y.toml")
