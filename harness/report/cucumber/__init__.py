"""Cucumber's two formats: messages, which its own formatters read, and the older JSON."""
