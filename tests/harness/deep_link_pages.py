"""Callback pages, and the ways in which they lead back into an app; every browser must find each."""

LINK = "foryoure://amo-crm/callback?success=true&x=%D1%97"
ESCAPED = LINK.replace("&", "&amp;")
IN_SCRIPT = LINK.replace("/", "\\/").replace("&", "\\u0026")

PAGES = {
    "a button's onclick": f"""<button onclick="window.open('{ESCAPED}','_self')">Return</button>""",
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
