"""The consent page was asked for at the host of one account, which isn't that of everybody."""

import re
from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import host_of
from harness.diagnosis.moments import at
from harness.diagnosis.redirects import refused
from harness.wire.timeline import Timeline

_ACCOUNT: Final = re.compile(r"(?!www\.)[^.]+\.(?P<product>amocrm\.ru|amocrm\.com|kommo\.com)")


def find(timeline: Timeline) -> Finding | None:
    """The first consent page that an account's own host refused."""
    for page in timeline.exchanges(role="consent", caller="browser"):
        account = _ACCOUNT.fullmatch(host_of(page))
        if account is None or page.method != "GET" or page.status != 404 or not refused(page):
            continue
        return Finding(
            cause="consent_on_wrong_host",
            at_ns=page.started_ns,
            evidence=(page.number,),
            values={"at": at(page), "host": host_of(page), "right": f"www.{account['product']}"},
        )
    return None
