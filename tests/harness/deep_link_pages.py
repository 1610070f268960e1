"""Callback pages, and the ways in which they lead back into an app; every browser must find each."""

LINK = "foryoure://amo-crm/callback?success=true&x=%D1%97"
ESCAPED = LINK.replace("&", "&amp;")
IN_SCRIPT = LINK.replace("/", "\\/").replace("&", "\\u0026")

FORM = """<form action="foryoure://amo-crm/callback"><input type="hidden" name="success" value="true">
<input type="hidden" name="x" value="ї"><button{onclick}>Return</button></form>"""
LATE = (
    """<p id="p">Wait</p><script>setTimeout(() => {{ const made = document.createElement('button');
made.textContent = 'Return'; made.onclick = () => window.open('{link}', '_self'); document.body.append(made); }}, 200)
</script>""".replace("{{", "{")
    .replace("}}", "}")
    .replace("{link}", LINK)
)

PAGES = {
    "a form": FORM.format(onclick=""),
    "a form whose button has a script": FORM.format(
        onclick=f""" onclick="window.open('{ESCAPED}','_self');return false" """
    ),
    "a button that comes late": LATE,
    "a button's onclick": f"""<button onclick="window.open('{ESCAPED}','_self')">Return</button>""",
    "a popup": f"""<button onclick="window.open('{ESCAPED}', '_blank')">Return</button>""",
    "an anchor": f'<p><a href="{ESCAPED}">Return</a></p>',
    "an anchor with a shouted scheme": f'<a href="{ESCAPED.replace("foryoure", "ForYouRe")}">Return</a>',
    "location.href": f'<script>window.location.href = "{LINK}";</script>',
    "location": f"<script>location='{LINK}'</script>",
    "location.replace": f"<script>setTimeout(() => window.location.replace(`{LINK}`), 0)</script>",
    "location.assign": f'<script>location.assign("{LINK}")</script>',
    "a script with escapes": f'<script>location.href = "{IN_SCRIPT}"</script>',
    "meta refresh": f'<meta http-equiv="refresh" content="0;url={ESCAPED}">',
    "meta refresh, shouted and quoted": f"""<META HTTP-EQUIV="Refresh" CONTENT="1; URL='{ESCAPED}'">""",
}

# By what each of them leads back; the others leave by themselves.
BY = {
    **dict.fromkeys(("a form", "a form whose button has a script", "a button that comes late"), "button"),
    "a button's onclick": "button",
    "a popup": "button",
    "an anchor": "link",
    "an anchor with a shouted scheme": "link",
}

# Those that lead back where no script runs, and those that do so where only a pressed button may open an app.
WITHOUT_SCRIPTS = frozenset(name for name in PAGES if name.startswith(("a form", "an anchor", "meta refresh")))
BY_BUTTON = frozenset(name for name, by in BY.items() if by == "button")

# What the first HTML of each offers, before anything is run.
AT_ONCE = {name: ["late"] if "late" in name else [BY.get(name, "page")] for name in PAGES}
