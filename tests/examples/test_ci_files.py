"""The CI examples: their commands exist, and what they upload is where the commands put it."""

import os
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from harness.cli import _parser

ROOT = Path(__file__).parents[2]
CI = ROOT / "examples" / "ci"


@dataclass(frozen=True, slots=True)
class Job:
    """What two services write so differently."""

    commands: tuple[str, ...]
    uploads: tuple[str, ...]
    uploads_always: bool


def github() -> Job:
    document = yaml.safe_load((CI / "github.yml").read_text())
    assert set(document["on"]) == {"push", "pull_request"}
    (job,) = document["jobs"].values()
    (upload,) = [step for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    return Job(
        commands=tuple(step["run"] for step in job["steps"] if "run" in step),
        uploads=tuple(upload["with"]["path"].split()),
        uploads_always=upload["if"] == "always()",
    )


def gitlab() -> Job:
    (job,) = yaml.safe_load((CI / "gitlab.yml").read_text()).values()
    artifacts = job["artifacts"]
    assert artifacts["reports"]["junit"] in artifacts["paths"]
    return Job(
        commands=(*job["before_script"], *job["script"]),
        uploads=tuple(artifacts["paths"]),
        uploads_always=artifacts["when"] == "always",
    )


BOTH = pytest.mark.parametrize("job", [github(), gitlab()], ids=["github", "gitlab"])


def ours(job: Job) -> list[list[str]]:
    """The arguments of each `amocrm-e2e …` among the commands."""
    return [shlex.split(command)[1:] for command in job.commands if command.startswith("amocrm-e2e ")]


@BOTH
def test_every_command_of_ours_is_known_with_all_its_options(job: Job) -> None:
    assert [arguments[0] for arguments in ours(job)] == ["install-browser", "run"]
    for arguments in ours(job):
        _, rest = _parser().parse_known_args(arguments)
        # What is left are the paths; an option among them would go to pytest, which has none of these.
        assert not [word for word in rest if word.startswith("-")]


@BOTH
def test_the_package_is_installed_before_it_is_used(job: Job) -> None:
    first = next(place for place, command in enumerate(job.commands) if command.startswith("amocrm-e2e "))
    assert 'pip install "$AMOCRM_E2E"' in job.commands[:first]


@BOTH
def test_the_last_command_leaves_what_is_uploaded(job: Job, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "second_backend", tmp_path, dirs_exist_ok=True)
    (tmp_path / "features").mkdir()
    shutil.copy(ROOT / "features" / "leads" / "list.feature", tmp_path / "features")
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        job.commands[-1], shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.uploads_always
    for path in job.uploads:
        assert (tmp_path / path).exists(), f"{path} is uploaded, but the command leaves no such thing"
    report = ET.parse(tmp_path / "report" / "amocrm-e2e.xml").getroot()
    assert [case.get("name") for case in report.iter("testcase")]
