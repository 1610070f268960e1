"""The proof: the scenarios against the correct pair and against every known bug, and whether each kill is named."""

import concurrent.futures
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.events.results import RunResult, read_run
from harness.events.status import PASSED
from harness.proof.catalogue import BUGS, Bug, switches
from harness.report.proof import matrix_text
from harness.run.arguments import pytest_arguments
from harness.settings import SettingsError

# Two processes: each is a pytest, a backend and now and then a browser, and machines of CI have two cores.
AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Proof:
    """What the runs showed. `kills` maps a bug to the scenarios that it fails and the causes named in each."""

    scenarios: Mapping[str, str]
    kills: Mapping[str, Mapping[str, tuple[str, ...]]]
    expected: Mapping[str, frozenset[str]]
    correct_failures: Mapping[str, str]

    @property
    def may_be_named(self) -> Mapping[str, frozenset[str]]:
        """All causes that are right for each bug."""
        return {bug: causes | BUGS[bug].also for bug, causes in self.expected.items()}

    def problems(self) -> list[str]:
        """Everything that keeps this from being a proof."""
        found = [f"the correct pair fails {place}: {why}" for place, why in self.correct_failures.items()]
        for bug, killed in self.kills.items():
            wanted = self.expected[bug]
            if not killed:
                found.append(f"nothing kills {bug}")
            elif not any(wanted & set(causes) for causes in killed.values()):
                found.append(f"{bug} is killed, but its cause ({' or '.join(sorted(wanted))}) is never named")
            found += [
                f"{bug}: {place} names the wrong cause {cause}"
                for place, causes in killed.items()
                for cause in causes
                if cause not in self.may_be_named[bug]
            ]
        if set(self.kills) == set(BUGS):
            dead = set(self.scenarios) - {place for killed in self.kills.values() for place in killed}
            found += [f"no bug kills {place} ({self.scenarios[place]})" for place in sorted(dead)]
        return found


def prove(
    *,
    paths: Sequence[str],
    bugs: Sequence[str],
    profile: str | None,
    settings: str | None,
    json_file: Path | None,
) -> int:
    """Run everything, print the matrix, answer the exit code."""
    try:
        switches(bugs)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    chosen = [BUGS[bug] for bug in bugs] or list(BUGS.values())
    folder = Path("runs") / f"prove-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
    began = time.monotonic()

    def run(bug: Bug | None) -> tuple[int, str]:
        own = folder / (bug.id if bug else "correct")
        arguments = pytest_arguments(
            paths=paths, bugs=[bug.id] if bug else [], profile=profile, settings=settings, folder=str(own)
        )
        command = [sys.executable, "-m", "pytest", *arguments, "-p", "no:cacheprovider"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    results: dict[str, RunResult] = {}
    pool = concurrent.futures.ThreadPoolExecutor(AT_ONCE)
    try:
        waiting = {pool.submit(run, bug): bug for bug in (None, *chosen)}
        for done in concurrent.futures.as_completed(waiting):
            bug = waiting[done]
            name = bug.id if bug else "correct"
            code, output = done.result()
            if code not in (0, 1):
                sys.stderr.write(f"the run against {name} could not be made (exit code {code}):\n{output}\n")
                return 2
            results[name] = read_run(sorted((folder / name).glob("events-*.ndjson")))
            failed = sum(scenario.red for scenario in results[name].scenarios)
            sys.stderr.write(f"[{len(results)}/{len(waiting)}] {name}: {failed} failed\n")
    finally:
        # Whoever leaves early (Ctrl-C, nothing can be run) waits for what runs already and starts nothing more.
        pool.shutdown(cancel_futures=True)
    proof = _weigh(results, chosen)
    sys.stdout.write(matrix_text(proof.scenarios, proof.kills, proof.may_be_named) + "\n")
    problems = proof.problems()
    if json_file:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(_as_json(proof, problems), encoding="utf-8")
    for problem in problems:
        sys.stdout.write(f"✗ {problem}\n")
    if not problems:
        seconds = time.monotonic() - began
        sys.stdout.write(
            f"✓ proved in {seconds:.0f} s: the correct pair is green, each of {len(chosen)} bugs is killed and named"
            + (f", each of {len(proof.scenarios)} scenarios can fail.\n" if not bugs else ".\n")
        )
    return 1 if problems else 0


def _weigh(results: Mapping[str, RunResult], chosen: Sequence[Bug]) -> Proof:
    correct = results["correct"]
    kills: dict[str, dict[str, tuple[str, ...]]] = {}
    for bug in chosen:
        kills[bug.id] = {
            scenario.place: tuple(str(finding["cause"]) for finding in scenario.findings)
            for scenario in results[bug.id].scenarios
            if scenario.red
        }
    return Proof(
        # What is skipped, pending or fails as expected claims nothing, so there is nothing to prove of it.
        scenarios={scenario.place: scenario.name for scenario in correct.scenarios if scenario.verdict == PASSED},
        kills=kills,
        expected={bug.id: bug.causes for bug in chosen},
        correct_failures={file: message.partition("\n")[0] for file, message in correct.unreadable.items()}
        | {
            scenario.place: (scenario.error or scenario.verdict).partition("\n")[0]
            for scenario in correct.scenarios
            if scenario.red
        },
    )


def _as_json(proof: Proof, problems: Sequence[str]) -> str:
    document = {
        "v": 1,
        "scenarios": proof.scenarios,
        "kills": proof.kills,
        "expected": {bug: sorted(causes) for bug, causes in proof.expected.items()},
        "problems": list(problems),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
