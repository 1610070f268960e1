"""The bare page of a web server: what a gateway, a limit or a block before amoCRM answers with."""

from html import escape

PAGE = """<html>
<head><title>{title}</title></head>
<body>
<center><h1>{title}</h1></center>
<hr><center>nginx</center>
</body>
</html>
"""


def server_page(status: int, phrase: str) -> str:
    """The page of one status."""
    return PAGE.format(title=escape(f"{status} {phrase}"))
