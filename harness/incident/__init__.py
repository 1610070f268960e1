"""Somebody's real incident, recorded as HAR by a browser or a proxy, made a timeline that the rules can judge."""
