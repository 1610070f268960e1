"""The REST API, version 4."""

from mock_amocrm.api_v4.routes import blueprint

__all__ = ["blueprint"]
