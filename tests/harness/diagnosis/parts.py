"""Parts that the stories of several causes share."""

from dataclasses import replace

import story

# A person whose callback redeemed the code between 10 and 40.
CONNECTED = (story.moved("consent_started", 1, state="s1"), story.callback(10, 40), story.token(20, 30))
BACK = (story.link(50, success="true"), story.moved("returned", 50))
STRUCK = replace(story.token(20, 30), fault="f1")
OLENAS = story.account("Olena", 1, 2)
MARKOS = story.account("Marko", 7)

# Olena's account has told of a new lead and of a new budget; her app has asked since, and shows one lead at 100.
ADDED = "leads[add][0][id]=2&leads[add][0][price]=5&account[subdomain]=olena-crm"
PRICED = "leads[update][0][id]=1&leads[update][0][price]=200&account[subdomain]=olena-crm"
DELETED = "leads[delete][0][id]=1&account[subdomain]=olena-crm"
SHOWN = (story.leads(60, 1), story.screen(62, "crm.connected", connected=True, prices={1: 100}))
READ = replace(story.request("api", 35, 38, caller="backend", callee="amocrm"), account="olena-crm")
