"""What somebody may write into any field: markup, quotes, templates, marks that turn text around, too much of it."""

HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}} "
    "\u202e\u2067abc \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 "
    + "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 5
    + " Z"
    + "\u0301" * 60
    + "W" * 5000
)
SHOWN = "<script>alert(1)</script>"  # what must be read of it
