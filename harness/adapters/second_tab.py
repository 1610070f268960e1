"""A page that is loaded beside the one that is shown, at the same time, by a browser without scripts."""

import threading
import time

import requests

from harness.adapters.recorder import Recorder
from harness.adapters.unreachable import reason


class SecondTab:
    """Begins to load at once, in a thread of its own; nothing is written down before somebody asks for the end."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._status = 0
        self._sent: dict[str, str] = {}
        self._headers: dict[str, str] = {}
        self._content = b""
        self._started = self._ended = time.monotonic_ns()
        self._thread = threading.Thread(target=self._load, daemon=True)
        self._thread.start()

    def end(self, recorder: Recorder, *, person: str) -> None:
        """Wait for the answer and write it down: the recorder is one thread's."""
        self._thread.join()
        recorder.exchange(
            caller="browser",
            person=person,
            method="GET",
            url=self._url,
            request_headers=self._sent,
            request_body=b"",
            status=self._status,
            response_headers=self._headers,
            response_body=self._content,
            started_ns=self._started,
            ended_ns=self._ended,
        )

    def _load(self) -> None:
        with requests.Session() as http:
            http.trust_env = False
            try:
                answer = http.get(self._url, timeout=30, allow_redirects=False)
                self._sent, self._headers = dict(answer.request.headers), dict(answer.headers)
                self._status, self._content = answer.status_code, answer.content
            except requests.RequestException as error:
                self._content = reason(error).encode()
            self._ended = time.monotonic_ns()
