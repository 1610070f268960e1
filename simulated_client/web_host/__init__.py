"""Serves the phone that runs in a browser: its built pages, its settings, and its way to the backend."""

from simulated_client.web_host.host import PAGES, HostedPhone, PagesMissing, WebHost, check_pages

__all__ = ["PAGES", "HostedPhone", "PagesMissing", "WebHost", "check_pages"]
