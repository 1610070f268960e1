"""The bare page of a web server: what a gateway, a limit or a block before amoCRM answers with."""

from html import escape

# The icon keeps browsers from asking for one, which would be a request of nobody's.
PAGE = """<html>
<head><title>{title}</title><link rel="icon" href="data:,"></head>
<body>
<center><h1>{title}</h1></center>
<hr><center>nginx</center>
</body>
</html>
"""


def server_page(status: int, phrase: str) -> str:
    """The page of one status."""
    return PAGE.format(title=escape(f"{status} {phrase}"))
