"""Schemathesis against the fake's own OpenAPI: no 5xx, no undocumented status, no broken envelope."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from api_client import open_api
from catalogue.everything import MAKERS, Everything

from mock_amocrm.server import MockAmoCRM
from tests.prerequisites import python_packages

SCRIPT = Path(__file__).parents[1] / "fuzz" / "fuzz.py"
PARTS = 2  # processes
EXAMPLES = 32  # of each operation and kind, where there are so many
AT_LEAST = 20_000


@pytest.mark.slow
def test_no_request_breaks_the_fake_or_its_word() -> None:
    with MockAmoCRM() as mock:
        everything = Everything(open_api(mock, "demo"))
        for what in MAKERS:
            everything.one(what)
        env = {**os.environ, "PYTHONPATH": str(python_packages("fuzz"))}
        command = [sys.executable, str(SCRIPT), mock.url, everything.api.token]
        running = [
            subprocess.Popen(
                [*command, str(part), str(PARTS), str(EXAMPLES)], env=env, stdout=subprocess.PIPE, text=True
            )
            for part in range(PARTS)
        ]
        try:
            told = [json.loads(process.communicate(timeout=1500)[0]) for process in running]
        finally:
            for process in running:
                process.kill()
                process.communicate()
    failures = ["\n".join(failure) for part in told for failure in part["failures"]]
    assert not failures, f"{len(failures)} kinds of trouble\n\n" + "\n\n".join(failures[:20])
    assert sum(part["cases"] for part in told) >= AT_LEAST
