"""What one phone is made with, headless or in a browser."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from simulated_client.api_shape import SEED_API, ApiShape, check_shape
from simulated_client.bugs import behaviour_with
from simulated_client.messages import locale


@dataclass(frozen=True, slots=True)
class PhoneSettings:
    """The backend's endpoints, the app's known bugs, the links that wake it, and how it asks for consent by itself."""

    api: ApiShape = SEED_API
    bugs: Collection[str] = ()
    scheme: str = "foryoure"
    authorize_url: str = "https://www.amocrm.ru/oauth"
    client_id: str = ""
    language: str = "uk"

    def check(self) -> None:
        """Refuse what no phone could work with: a shape, a bug or a language."""
        check_shape(self.api)
        behaviour_with(self.bugs, shape=self.api)
        locale(self.language)


DEFAULTS: Final = PhoneSettings()
