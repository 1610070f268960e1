"""The chats' own API on the host amojo: channels, chats, messages; signed, without tokens."""
