"""What tells amoCRM and Kommo apart: two products of one kind, on domains of their own, with no account in common."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One of the two products; its first domain is where new accounts are made."""

    brand: str
    domains: tuple[str, ...]
    platform: str  # the parameter of a redirect
    lang: str  # of an account that asks for no other, and of whatever is said to strangers
    api_host: str  # the shared one, which a token's claim `api_domain` names
    drive_host: str
    takes_shared_calls: bool  # whether its shared hosts take access tokens
    button_class: str  # of the script of a website's button
    accent: str  # the colour of its pages
    accent_in_the_dark: str


AMOCRM = Flavour(
    brand="amoCRM",
    domains=("amocrm.ru",),
    platform="1",
    lang="ru",
    api_host="api-b.amocrm.ru",
    drive_host="drive-b.amocrm.ru",
    takes_shared_calls=True,
    button_class="amocrm_oauth",
    accent="#0b6fc2",
    accent_in_the_dark="#6db5f4",
)
KOMMO = Flavour(
    brand="Kommo",
    domains=("kommo.com", "amocrm.com"),  # amocrm.com is its older name
    platform="2",
    lang="en",
    api_host="api-c.kommo.com",
    drive_host="drive-c.kommo.com",  # no answer that names it was found: a guess, by the letter of its API host
    takes_shared_calls=False,  # as integrators report
    button_class="kommo_oauth",
    accent="#4b3bc9",
    accent_in_the_dark="#aea4ff",
)
FLAVOURS = (AMOCRM, KOMMO)
DOMAINS = tuple(domain for flavour in FLAVOURS for domain in flavour.domains)
_BY_DOMAIN = {domain: flavour for flavour in FLAVOURS for domain in flavour.domains}


def flavour_of(domain: str | None) -> Flavour:
    """The product of a domain; whoever names none is taken for a caller of amoCRM."""
    return _BY_DOMAIN.get(domain or "", AMOCRM)
