"""The whole imitated API as OpenAPI 3.1, made from the tables that serve it."""
