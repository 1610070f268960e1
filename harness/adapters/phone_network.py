"""The network of one person's phone: every request of the app leaves by it and is on record, whichever client it is."""

import time

import requests

from harness.adapters.recorder import Recorder
from simulated_client import ConnectionFailed, Request, Response


class PhoneNetwork:
    """Carries requests to the backend, several at once if need be. It never goes through a proxy."""

    def __init__(self, *, person: str, base_url: str, recorder: Recorder) -> None:
        self.is_online = True
        self._person = person
        self._base_url = base_url
        self._recorder = recorder
        self._http = requests.Session()
        self._http.trust_env = False

    def send(self, request: Request) -> Response:
        """The backend's answer; its redirects are not followed."""
        url = self._base_url + request.path
        started = time.monotonic_ns()
        status, headers, content = 0, {}, b""
        try:
            if not self.is_online:
                raise requests.ConnectionError("Network Error")
            answer = self._http.request(
                request.method, url, headers=dict(request.headers), data=request.body, timeout=30, allow_redirects=False
            )
            status, headers, content = answer.status_code, dict(answer.headers), answer.content
        except requests.RequestException as error:
            content = str(error).encode()
            raise ConnectionFailed(str(error)) from error
        finally:
            self._recorder.exchange(
                caller="client",
                person=self._person,
                method=request.method,
                url=url,
                path=request.path,
                request_headers=request.headers,
                request_body=request.body or b"",
                status=status,
                response_headers=headers,
                response_body=content,
                started_ns=started,
                ended_ns=time.monotonic_ns(),
            )
        return Response(status=status, headers=headers, body=content)

    def close(self) -> None:
        """Close its connections."""
        self._http.close()
