"""The way of a page's requests to the backend: a page is subject to CORS and an app isn't, so its host asks for it."""

from typing import Final

from simulated_client.failures import ConnectionFailed
from simulated_client.web_host.server import Answered, Asked
from simulated_client.wire import Request, Send

NETWORK_ERROR: Final = "X-Phone-Network-Error"
"""On a 502: no answer came from the backend, and why; what isn't Latin-1 or would break a header is left out."""

_OF_THE_APP: Final = ("Accept", "Content-Type", "Authorization")
"""What the app itself says; all else is the browser's, and no phone would send it."""


def relay(asked: Asked, path: str, send: Send) -> Answered:
    """Ask the backend; of its answer the app reads status and body only.

    Cookies stay with whoever sends, and a redirect has lost its address, so that the browser hands it on as it is.
    """
    headers = {name: asked.headers[name.lower()] for name in _OF_THE_APP if name.lower() in asked.headers}
    try:
        answer = send(Request(asked.method, path, headers, asked.body or None))
    except ConnectionFailed as error:
        said = " ".join(str(error).encode("latin-1", "replace").decode("latin-1").split())
        return Answered(502, {NETWORK_ERROR: said})
    kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), None)
    return Answered(answer.status, {} if kind is None else {"Content-Type": kind}, answer.body)
