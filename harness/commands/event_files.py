"""Which event files are meant by the words of a command line: files, folders of runs, or the newest run."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.commands.feature_paths import complain
from harness.commands.messages import say
from harness.events.file import UnreadableEvents
from harness.events.merged import read_merged
from harness.events.results import RunResult
from harness.gherkin.project_files import nearest_path

RUNS: Final = Path("runs")
PATTERN: Final = "events-*.ndjson"


def event_files(words: Sequence[str], *, lang: str) -> list[Path]:
    """Every file that is meant, each once; without any word those of the newest run."""
    files = [file for word in words for file in _meant(Path(word), lang)] if words else _newest(lang)
    return list({file.resolve(): file for file in files}.values())


def as_one(files: Sequence[Path], *, lang: str) -> RunResult:
    """The run that they tell of; that they are several, old ones perhaps that nobody has in mind, is said."""
    run = read_merged(files)
    if run.merged:
        complain(lang, "merged", count=len(run.merged), first=run.merged[0], last=run.merged[-1])
    return run


def _meant(path: Path, lang: str) -> Iterator[Path]:
    if not path.exists():
        near = nearest_path(path)
        hint = say(lang, "did_you_mean", path=near) if near else ""
        raise UnreadableEvents(say(lang, "no_path", path=path, hint=hint))
    if not path.is_dir():
        yield path
        return
    found = sorted(path.glob(PATTERN)) or sorted(path.rglob(PATTERN))
    if not found:
        raise UnreadableEvents(say(lang, "report_no_events", path=path, pattern=PATTERN))
    yield from found


def _newest(lang: str) -> list[Path]:
    runs = {file.parent for file in RUNS.glob(f"*/{PATTERN}")}
    if not runs:
        raise UnreadableEvents(say(lang, "no_runs", folder=RUNS.absolute()))
    return sorted(max(runs, key=_written).glob(PATTERN))


def _written(run: Path) -> float:
    return max(file.stat().st_mtime for file in run.glob(PATTERN))
