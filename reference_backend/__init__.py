"""A small, correct backend that connects an app's users to amoCRM: the default system under test."""
