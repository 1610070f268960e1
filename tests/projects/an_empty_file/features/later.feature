# Nothing yet.

