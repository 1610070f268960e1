"""Who asks on a consent page, as its address tells: a registered integration, or a website's button for a new one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from mock_amocrm.loopback import is_loopback
from mock_amocrm.state.integration import DEFAULT_SCOPES, Integration, Kind

POPUP = "popup"  # the window closes, and the page that opened it goes on
BUTTON_SCOPES = DEFAULT_SCOPES  # a button can ask for no others
METADATA = ("name", "secrets_uri", "redirect_uri")  # what a button for a new integration has to say


@dataclass(frozen=True, slots=True)
class Asking:
    """An integration, and how the page was opened. A new integration has no id and no secret before somebody allows."""

    integration: Integration
    mode: str = ""  # "popup", "post_message", or nothing: the same window goes on
    origin: str = ""  # of the page whose button wants to hear of a refusal itself

    @property
    def is_new(self) -> bool:
        """Whether allowing makes the integration."""
        return not self.integration.client_id

    @property
    def needs_opener(self) -> bool:
        """Whether the way back depends on the window that opened this one."""
        return self.mode == POPUP or bool(self.origin)


class WrongButton(Exception):
    """A button's metadata that no integration can be made of: the field, and a text's key and values."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def opened(integration: Integration, address: Mapping[str, str]) -> Asking:
    """What the rest of the address says of how a page was opened."""
    return Asking(integration, mode=address.get("mode", ""), origin=_origin(address.get("origin", "")))


def has_metadata(address: Mapping[str, str]) -> bool:
    """Whether it is a button for a new integration that opened the page."""
    return not address.get("client_id") and any(address.get(name) for name in METADATA[:2])


def drafted(address: Mapping[str, str], *, here: Collection[str]) -> Integration:
    """The integration that a button's metadata describes. `here` are hosts that count as this machine.

    amoCRM wants https. On the developer's own machine, where nobody in between could read along, http will do.
    """
    for name in METADATA:
        if not address.get(name, "").strip():
            raise WrongButton("button_lacks", field=f"data-{name}")
    for name in ("redirect_uri", "secrets_uri", "logo"):
        if address.get(name) and not _is_fit(address[name], here):
            raise WrongButton("button_address", field=f"data-{name}", value=address[name])
    scopes = tuple(filter(None, (scope.strip() for scope in address.get("scopes", "").split(","))))
    strange = [scope for scope in scopes if scope not in BUTTON_SCOPES]
    if strange:
        raise WrongButton("button_scope", scope=strange[0], scopes=", ".join(BUTTON_SCOPES))
    return Integration(
        client_id="",
        client_secret="",
        name=address["name"].strip(),
        redirect_uri=address["redirect_uri"],
        scopes=scopes or BUTTON_SCOPES,
        kind=Kind.EXTERNAL,
        description=address.get("description", ""),
        logo=address.get("logo", ""),
        secrets_uri=address["secrets_uri"],
    )


def _origin(told: str) -> str:
    try:
        address = urlsplit(told)
    except ValueError:
        return ""
    is_origin = address.scheme in ("http", "https") and address.netloc
    return f"{address.scheme}://{address.netloc}" if is_origin else ""


def _is_fit(uri: str, here: Collection[str]) -> bool:
    try:
        address = urlsplit(uri)
        host = address.hostname or ""
    except ValueError:
        return False
    is_here = host == "localhost" or host in here or is_loopback(host)
    return bool(host) and uri.isascii() and (address.scheme == "https" or (address.scheme == "http" and is_here))
