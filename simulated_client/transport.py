"""The default way to the backend: real HTTP through requests."""

import requests

from simulated_client.failures import ConnectionFailed
from simulated_client.wire import Request, Response, Send


def requests_send(base_url: str, timeout: float = 30) -> Send:
    """Send to that backend over kept connections; failures are worded as axios words them."""
    http = requests.Session()
    http.trust_env = False  # a proxy in the environment is meant for the backend, not for the phone
    root = base_url.rstrip("/")

    def send(request: Request) -> Response:
        try:
            answer = http.request(
                request.method, root + request.path, headers=dict(request.headers), data=request.body, timeout=timeout
            )
        except requests.Timeout as error:
            raise ConnectionFailed(f"timeout of {timeout * 1000:.0f}ms exceeded") from error
        except requests.RequestException as error:
            raise ConnectionFailed("Network Error") from error
        return Response(answer.status_code, dict(answer.headers), answer.content)

    return send
