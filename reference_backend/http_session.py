"""The HTTP session to amoCRM; a module of its own, because importing `requests` is a third of the start-up time."""

from http.cookiejar import DefaultCookiePolicy

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import ProxyManager
from urllib3.connection import HTTPConnection

_CONNECTIONS = 16


class _Adapter(HTTPAdapter):
    def proxy_manager_for(self, proxy: str, **options: object) -> ProxyManager:
        """With TCP_NODELAY, which urllib3 leaves out for proxies: without it every POST waits 40 ms for an ACK."""
        options["socket_options"] = HTTPConnection.default_socket_options
        manager: ProxyManager = super().proxy_manager_for(proxy, **options)
        return manager


def new_session() -> Session:
    session = Session()
    session.headers["User-Agent"] = "reference-backend"
    # One session serves every account, and no account may see another's cookies.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(pool_maxsize=_CONNECTIONS))
    return session
