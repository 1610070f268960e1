"""The control API of a running fake, every answer held against its own description."""

import orjson
import requests
from jsonschema import Draft202012Validator

from mock_amocrm.server import MockAmoCRM


class Control:
    """The control API, with every answer checked against the API's own description."""

    def __init__(self, mock: MockAmoCRM) -> None:
        self.mock = mock
        self.description = requests.get(f"{mock.url}/_mock/openapi.json", timeout=5).json()

    def call(
        self, method: str, path: str, body: object = None, *, status: int = 200, **names: str
    ) -> dict[str, object]:
        """Call an operation by its path in the description."""
        url = f"{self.mock.url}{path.format(**names)}"
        data = None if body is None else orjson.dumps(body)
        answer = requests.request(method, url, data=data, timeout=5)
        assert answer.status_code == status, answer.text
        if status == 204:
            return {}
        responses = self.description["paths"][path.partition("?")[0]][method.lower()]["responses"]
        kind = answer.headers["Content-Type"]
        assert kind == ("application/json" if status < 400 else "application/problem+json")
        schema = responses[str(status) if status < 400 else "default"]["content"][kind]["schema"]
        if "$ref" in schema:
            schema = self.description["components"]["schemas"]["Problem"]
        Draft202012Validator(schema).validate(answer.json())
        found: dict[str, object] = answer.json()
        return found

    def account(self, **fields: object) -> dict[str, object]:
        """A new account."""
        return self.call("POST", "/_mock/accounts", fields, status=201)
