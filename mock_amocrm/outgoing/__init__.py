"""The one way in which the fake sends HTTP to somebody: webhooks, secrets, codes without a browser, disable hooks."""
