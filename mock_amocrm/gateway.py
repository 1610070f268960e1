"""What every request passes before Flask sees it: its path made plain, its note laid out for the journal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mock_amocrm.extension import Extension
from mock_amocrm.note import NOTE, Note

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Gateway:
    """WSGI middleware around the whole application."""

    def __init__(self, app: "WSGIApplication", fake: Extension) -> None:
        self._app = app
        self._fake = fake

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        # Official SDKs write "host//oauth2/...": any number of leading slashes is one.
        environ["PATH_INFO"] = "/" + environ["PATH_INFO"].lstrip("/")
        environ[NOTE] = Note()
        return self._app(environ, start_response)
