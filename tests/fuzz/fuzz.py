"""Runs in an environment of its own, where schemathesis is: asks a running fake everything that its OpenAPI allows.

`python fuzz.py URL TOKEN PART OF EXAMPLES` takes every OF-th operation from PART on, and prints one JSON document: how
many cases were sent, and what was wrong with the answers, each kind of trouble once.
"""

import json
import random
import re
import sys
import warnings
from collections.abc import Iterator

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HOLE = re.compile(r"{(\w+)}")
NAMES = ("id", "uid", "uuid", "code", "source_id", "talk_id")
LONGEST_LIST = 2  # that is sent: longer ones took a third of all the time to make up, and say nothing new
SHORT = "Short"
KNOWN_IDS = 0.75  # how often a path gets ids of things that are there


class Fuzz:
    """One part of the work."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.headers["Authorization"] = f"Bearer {token}"
        self.chance = random.Random(7)
        self.cases = 0
        self.failures: dict[tuple[str, str], str] = {}
        self._lists: dict[str, list[object]] = {}

    def run(self, operation: schemathesis.APIOperation, examples: int) -> None:
        """Cases that the description allows, and cases that it doesn't."""
        known = list(self.known(operation.path))
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                strategy = operation.as_strategy(generation_mode=mode)
                self._run(strategy, known, examples=examples)
            except Unsatisfiable:
                continue  # nothing can be wrong about an operation without parameters

    def _run(self, strategy: object, known: list[dict[str, object]], *, examples: int) -> None:
        @settings(
            max_examples=examples,
            database=None,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(case=strategy)
        def ask(case: schemathesis.Case) -> None:
            if known and self.chance.random() < KNOWN_IDS:
                case.path_parameters = dict(self.chance.choice(known))
            self.cases += 1
            answer = case.call(session=self.http, timeout=20)
            try:
                case.validate_response(answer, checks=CHECKS)
            except BaseExceptionGroup as failure:
                self._note(case, answer, failure)

        ask()

    def _note(self, case: schemathesis.Case, answer: object, failure: BaseExceptionGroup) -> None:
        kinds = "; ".join(sorted({str(each).partition("\n")[0] for each in failure.exceptions}))
        key = (f"{case.method} {case.operation.path}", kinds)
        self.failures.setdefault(key, f"{answer.status_code} {str(failure)[:1500]}")

    def known(self, path: str, filled: str = "", found: dict[str, object] | None = None) -> Iterator[dict[str, object]]:
        """Values for the holes of a path: what the lists in front of them have."""
        hole = HOLE.search(path)
        if hole is None:
            if found:
                yield found
            return
        for value in self._listed(filled + path[: hole.start()], hole[1])[:3]:
            yield from self.known(
                path[hole.end() :], f"{filled}{path[: hole.start()]}{value}", {**(found or {}), hole[1]: value}
            )

    def _listed(self, path: str, name: str) -> list[object]:
        if path not in self._lists:
            answer = self.http.get(self.url + path.rstrip("/"), timeout=20)
            is_list = answer.status_code == 200 and "json" in answer.headers["Content-Type"]
            told = answer.json() if is_list else {}
            embedded = told.get("_embedded", {}) if isinstance(told, dict) else {}
            items = next(iter(embedded.values()), []) if isinstance(embedded, dict) else []
            keys = (name, *NAMES)
            found = ([item[key] for key in keys if key in item] for item in items if isinstance(item, dict))
            self._lists[path] = [values[0] for values in found if values]
        return self._lists[path]


def with_short_lists(described: dict[str, object]) -> dict[str, object]:
    """The same description, in which bodies to send have short lists; what answers may hold stays as it is."""
    schemas = described["components"]["schemas"]
    schemas |= {name + SHORT: _shortened(schema) for name, schema in schemas.items()}
    for path in described["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict) and "requestBody" in operation:
                operation["requestBody"] = _shortened(operation["requestBody"])
    return described


def _shortened(schema: object) -> object:
    if isinstance(schema, list):
        return [_shortened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    short = {key: _shortened(value) for key, value in schema.items()}
    if isinstance(short.get("$ref"), str):
        short["$ref"] += SHORT
    if schema.get("type") == "array":
        short["maxItems"] = max(min(schema.get("maxItems", LONGEST_LIST), LONGEST_LIST), schema.get("minItems", 0))
    return short


def main() -> None:
    """The whole of one part."""
    url, token, part, of, examples = sys.argv[1:]
    warnings.simplefilter("ignore")
    described = requests.get(f"{url}/_mock/openapi.json?part=amocrm", timeout=20).json()
    schema = schemathesis.openapi.from_dict(with_short_lists(described))
    schema.config.update(base_url=url)
    operations = [result.ok() for result in schema.get_all_operations()]
    fuzz = Fuzz(url, token)
    for operation in operations[int(part) :: int(of)]:
        fuzz.run(operation, int(examples))
    failures = [[*key, text] for key, text in fuzz.failures.items()]
    sys.stdout.write(json.dumps({"cases": fuzz.cases, "operations": len(operations), "failures": failures}))


if __name__ == "__main__":
    main()
