"""What has happened in an account: each change of a row becomes events, which nobody but the server writes."""
