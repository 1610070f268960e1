"""A phone without a screen: the app of the integration, as a person and the phone's system use it."""

from simulated_client.api_shape import SEED_API, ApiShape, ApiShapeError, Call
from simulated_client.behaviour import Refetch
from simulated_client.bugs import BUGS, Bug, UnknownBug, list_bugs
from simulated_client.failures import ConnectionFailed
from simulated_client.leads import LeadCard
from simulated_client.phone import Phone
from simulated_client.phone_settings import PhoneSettings
from simulated_client.reach import ConnectFailed, DeepLinkRefused, NotOnScreen
from simulated_client.screen import Screen
from simulated_client.wire import Request, Response, Send

__all__ = [
    "BUGS",
    "SEED_API",
    "ApiShape",
    "ApiShapeError",
    "Bug",
    "Call",
    "ConnectFailed",
    "ConnectionFailed",
    "DeepLinkRefused",
    "LeadCard",
    "NotOnScreen",
    "Phone",
    "PhoneSettings",
    "Refetch",
    "Request",
    "Response",
    "Screen",
    "Send",
    "UnknownBug",
    "list_bugs",
]
