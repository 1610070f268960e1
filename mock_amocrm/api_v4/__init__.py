"""The REST API, version 4."""
