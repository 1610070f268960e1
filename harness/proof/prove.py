"""The proof: the scenarios against the correct pair, and against every known bug those that are to catch it."""

import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.events.results import read_run
from harness.proof.catalogue import BUGS
from harness.proof.variant import Variant, everything, variant
from harness.proof.weigh import matrix, weigh
from harness.report.proof.matrix import Matrix
from harness.report.proof.terminal import summary
from harness.run.arguments import pytest_arguments
from harness.run.endings import INTERRUPTED
from harness.run.integration import MISTAKES
from harness.run.play import play
from harness.settings import Settings, SettingsError, load


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a proof is asked for; no bugs are all of them."""

    paths: Sequence[str]
    bugs: Sequence[str] = ()
    everywhere: bool = False
    repeat: str | None = None
    client: str | None = None
    profile: str | None = None
    settings: str | None = None
    processes: str = "auto"
    lang: str = "en"


def prove(wanted: Wanted, *, json_file: Path | None, html_file: Path | None) -> int:
    """Run everything, print the matrix, write it as JSON and as a page, and answer the exit code."""
    try:
        variants = _variants(wanted)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    folder = Path("runs") / f"prove-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
    began = time.monotonic()
    code = _play(wanted, variants, folder)
    if code == INTERRUPTED:
        sys.stderr.write("interrupted: nothing is proved\n")
        return code
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return 2
    whole = not wanted.bugs and len(variants) == len(everything())
    proof = weigh(read_run(sorted(folder.glob("events-*.ndjson"))), variants, whole=whole)
    shown = matrix(proof, seconds=time.monotonic() - began)
    sys.stdout.write(summary(shown, lang=wanted.lang) + "\n")
    _write(shown, wanted.lang, json_file or folder / "proof.json", html_file or folder / "proof.html")
    return 1 if shown.problems else 0


def _variants(wanted: Wanted) -> list[Variant]:
    if wanted.bugs:
        return [variant(bug) for bug in wanted.bugs]
    settings = _settings(wanted.settings)
    if settings.backend.url is None and settings.backend.bug_option:
        return everything()
    # A backend without switches of its own: what is left is the app's bugs and the integration's.
    mine = [bug for bug in BUGS.values() if not bug.switches.backend]
    if settings.backend.url is not None:  # and what this one is told, somebody else has told it already
        mine = [bug for bug in mine if not any(MISTAKES[name].is_told for name in bug.switches.integration)]
    return [variant(bug.id) for bug in mine]


def _settings(given: str | None) -> Settings:
    here = Path("harness.toml")
    return load(Path(given) if given else here if here.is_file() else None)


def _play(wanted: Wanted, variants: Sequence[Variant], folder: Path) -> int:
    words = pytest_arguments(
        paths=wanted.paths,
        profile=wanted.profile,
        repeat=wanted.repeat,
        client=wanted.client,
        settings=wanted.settings,
        folder=str(folder),
        rest=[
            *(f"--against={one.id}" for one in variants),
            *(["--everywhere"] if wanted.everywhere else []),
            "--dist=worksteal",
            "--maxfail=0",  # a project may have told pytest to stop at the first failure, and here most are to fail
            *("-p", "no:cacheprovider"),
            f"--numprocesses={wanted.processes}",
        ],
    )
    words[words.index("--scenario-lines")] = "--proof-lines"
    return play(words)


def _write(shown: Matrix, lang: str, json_file: Path, html_file: Path) -> None:
    from harness.report.proof.html import html
    from harness.report.proof.json import as_json

    for file, text in ((json_file, as_json(shown)), (html_file, html(shown, lang=lang))):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{file}\n")
