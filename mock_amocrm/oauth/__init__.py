"""Consent, codes and tokens: everything between a browser that says yes and a Bearer header that is believed."""
