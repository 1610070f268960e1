"""`python -m benchmarks [NAME …]`: measure, print with the method, write runs/bench.json."""

import argparse
import difflib
import json
import os
import platform
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import browser, deep_links, gherkin, journey, lists, memory, million, oauth, startup
from benchmarks.figures import FULL, QUICK, Benchmark, Figure
from benchmarks.gherkin import GherkinRunFailed
from benchmarks.journey import JourneyFailed
from benchmarks.load import BadAnswer
from benchmarks.oauth import PeerMissing
from benchmarks.server_process import NotStarted

ROOMS = (gherkin, lists, oauth, journey, browser, deep_links, memory, million, startup)
BENCHMARKS = {room.BENCHMARK.name: room.BENCHMARK for room in ROOMS}
COULD_NOT_RUN = (NotStarted, PeerMissing, JourneyFailed, BadAnswer, GherkinRunFailed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named benchmarks, or all of them."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Side by side against peers: ratios within one run, medians of interleaved rounds.",
        epilog="Benchmarks: " + ", ".join(BENCHMARKS),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which ones (default: all)")
    parser.add_argument("--quick", action="store_true", help="hardly any work: whether it runs, not how fast")
    parser.add_argument("--json", type=Path, default=Path("runs/bench.json"), help="default: %(default)s")
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in BENCHMARKS:
            near = difflib.get_close_matches(name, BENCHMARKS, 1, cutoff=0)[0]
            parser.error(f"there is no benchmark {name!r}; did you mean {near!r}? All: {', '.join(BENCHMARKS)}")
    results: dict[str, Sequence[Figure]] = {}
    for name in options.names or BENCHMARKS:
        began = time.monotonic()
        _progress(f"{name} …")
        try:
            results[name] = BENCHMARKS[name].measure(QUICK if options.quick else FULL)
        except COULD_NOT_RUN as error:
            parser.error(f"{name}: {error}")
        _progress(f"{name} took {time.monotonic() - began:.0f} s")
        sys.stdout.write(text(BENCHMARKS[name], results[name]))
        sys.stdout.flush()
    _write(options.json, results, quick=options.quick)
    return 0


def text(benchmark: Benchmark, figures: Sequence[Figure]) -> str:
    """One benchmark for the terminal."""
    width = max(len(figure.name) for figure in figures)
    lines = ["", benchmark.name, *textwrap.wrap(benchmark.method, 112, initial_indent="  ", subsequent_indent="  ")]
    for figure in figures:
        spread = f"({figure.low:,.2f} to {figure.high:,.2f})" if figure.low is not None else ""
        verdict = ""
        if figure.wanted:
            verdict = f"wanted {figure.wanted.sign} {figure.wanted.bound:g}: {'met' if figure.met else 'MISSED'}"
        lines.append(
            f"  {figure.name:<{width}}  {figure.value:>10,.2f} {figure.unit:<3} {spread:<26} {verdict}".rstrip()
        )
    return "\n".join(lines) + "\n"


def _write(path: Path, results: dict[str, Sequence[Figure]], *, quick: bool) -> None:
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    figures = {
        name: {"method": BENCHMARKS[name].method, "figures": [figure.document() for figure in found]}
        for name, found in results.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"quick": quick, "machine": machine, "benchmarks": figures}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _progress(f"written to {path}")


def _progress(line: str) -> None:
    sys.stderr.write(f"bench: {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
